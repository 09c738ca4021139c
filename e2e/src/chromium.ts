import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** Where Debian, Ubuntu and Google put a browser. `CHROMIUM_PATH` names another. */
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * For the browser that comes by npm. Its package's own arguments are for a cloud function of one page: a single process that dies
 * with the first page that is closed, and no same-origin policy.
 */
const withoutGraphics = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** How to start a browser: the machine's own, else the one that comes by npm. Nothing of it reaches beyond loopback. */
export async function chromiumLaunch() {
  const given = process.env["CHROMIUM_PATH"];
  const own = given ?? installed.find((path) => existsSync(path));
  const quiet = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  ];
  if (own !== undefined) return { executablePath: own, args: quiet };
  return { executablePath: await chromium.executablePath(), args: [...quiet, ...withoutGraphics] };
}
