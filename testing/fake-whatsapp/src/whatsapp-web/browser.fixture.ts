import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** Where Debian and Google put a browser. `CHROMIUM_PATH` names another; without any it is the one that comes by npm. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The npm package's own arguments are for a cloud function of one page. */
const WITHOUT_GRAPHICS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export const installedBrowser = (): string | undefined =>
  process.env["CHROMIUM_PATH"] ?? PLACES.find((path) => existsSync(path));

/** How to start a browser on this machine. */
export async function browserLaunch(): Promise<{ executablePath: string; args: string[] }> {
  const own = installedBrowser();
  const quiet = ["--no-sandbox", "--disable-dev-shm-usage"];
  if (own !== undefined) return { executablePath: own, args: quiet };
  return { executablePath: await chromium.executablePath(), args: [...quiet, ...WITHOUT_GRAPHICS] };
}
