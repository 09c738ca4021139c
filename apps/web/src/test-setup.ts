import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

process.env.TZ = "America/Sao_Paulo";

afterEach(() => {
  cleanup();
  localStorage.clear();
});
