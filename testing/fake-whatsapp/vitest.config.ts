import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    globalSetup: ["./src/whatsapp-web/browser.global-setup.ts"],
    testTimeout: 60_000,
    // Real browsers, servers and libraries on a shared machine: what fails twice has failed.
    retry: 1,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
