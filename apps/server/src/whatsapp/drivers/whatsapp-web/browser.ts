import { existsSync } from "node:fs";
import { createRequire } from "node:module";

/** Where Debian, Ubuntu, Fedora, Google, macOS and Windows put a browser. */
const installed = [
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export type FoundBrowser = { readonly executablePath: string; readonly args: readonly string[] };

const byNpm = "@sparticuz/chromium";

/**
 * For the browser that comes by npm. Its package's own arguments are for a cloud function of one page: a single process that dies
 * with the first page that is closed, and no same-origin policy.
 */
const withoutGraphics = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Why no browser can be started here, for a person; null when one can. Looks at files alone. */
export function browserMissing(chosen: string | undefined): string | null {
  if (chosen !== undefined) {
    return existsSync(chosen) ? null : `There is no browser at ${chosen}. Correct or remove WHATSAPP_WEB_BROWSER.`;
  }
  if (installed.some((path) => existsSync(path)) || comesByNpm()) return null;
  return "No browser was found. Install Chromium or Google Chrome, or name one in WHATSAPP_WEB_BROWSER.";
}

/** The browser to start: the chosen one, else the machine's own, else the one that comes by npm. Throws with the way out. */
export async function findBrowser(chosen: string | undefined): Promise<FoundBrowser> {
  const missing = browserMissing(chosen);
  if (missing !== null) throw new Error(missing);
  const own = chosen ?? installed.find((path) => existsSync(path));
  if (own !== undefined) return { executablePath: own, args: commonArgs() };
  const { default: chromium } = await import("@sparticuz/chromium");
  return { executablePath: await chromium.executablePath(), args: [...commonArgs(), ...withoutGraphics] };
}

/** Root cannot use Chromium's sandbox, and in containers the kernel does not offer it; there the container is the sandbox. */
function commonArgs(): string[] {
  const isContained = existsSync("/.dockerenv") || existsSync("/run/.containerenv");
  const hasSandbox = process.getuid?.() !== 0 && !isContained;
  return ["--disable-dev-shm-usage", "--no-first-run", "--disable-sync", ...(hasSandbox ? [] : ["--no-sandbox"])];
}

function comesByNpm(): boolean {
  if (process.platform !== "linux" || process.arch !== "x64") return false;
  try {
    return createRequire(import.meta.url).resolve(byNpm) !== "";
  } catch {
    return false;
  }
}
