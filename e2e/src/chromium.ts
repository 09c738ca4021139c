import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** Where Debian, Ubuntu and Google put a browser. `CHROMIUM_PATH` names another. */
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

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
    // There is no graphics card: drawing as if there were one costs more than all of the product.
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  ];
  return { executablePath: own ?? (await chromium.executablePath()), args: quiet };
}
