import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./src/chromium.ts";

export default defineConfig({
  testDir: "./tests",
  globalSetup: "./src/global-setup.ts",
  // Two files at a time, one test of each: three keep two cores no busier.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: await chromiumLaunch(),
    viewport: { width: 1440, height: 900 },
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    screenshot: "only-on-failure",
    // Its films and its copies of the page at every step would cost as much again as the page.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    // Filling it takes two seconds of a core in every new browser. Files whose journeys are told of it, or go on without a
    // network, say that they have it.
    serviceWorkers: "block",
  },
});
