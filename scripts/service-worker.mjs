import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProduct } from "./places.mjs";

/** Neither asked for by a page, nor of use without a network. */
const isLeftOut = (file) => /(^|\/)\.|^404|^_not-found|\.map$|^sw\.js$|^build\.json$/.test(file);

const addressOf = (file) => `/${file.replace(/\.html$/, "")}`;

/**
 * Writes the worker into the exported app, with the list of everything it keeps, and `build.json`, by which an open page finds
 * out that another build is served.
 */
export function writeServiceWorker(folder = inProduct("apps/web/out")) {
  const build = readFileSync(inProduct("apps/web/.next/BUILD_ID"), "utf8").trim();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !isLeftOut(file))
    .map(addressOf)
    .toSorted();
  const template = readFileSync(inProduct("apps/web/worker/sw.js"), "utf8");
  const worker = template.replace("__BUILD__", build).replace("__FILES__", JSON.stringify(files));
  writeFileSync(path.join(folder, "build.json"), JSON.stringify({ build }));
  writeFileSync(path.join(folder, "sw.js"), worker);
}
