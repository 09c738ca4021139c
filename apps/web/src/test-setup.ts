import { afterEach } from "vitest";

process.env.TZ = "America/Sao_Paulo";

// Files that touch nothing of a browser say that they do without one, for making it takes longer than they do.
if (typeof document !== "undefined") {
  const { cleanup } = await import("@testing-library/react");
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
