import chromium from "@sparticuz/chromium";
import { installedBrowser } from "./browser.fixture.ts";

/** Unpacks the browser that comes by npm once, before test files that run at the same time would all do it. */
export async function setup(): Promise<void> {
  if (installedBrowser() === undefined) await chromium.executablePath();
}
