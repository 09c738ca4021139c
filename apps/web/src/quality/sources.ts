import { globSync, readFileSync } from "node:fs";
import path from "node:path";

export type Source = { readonly file: string; readonly text: string };

const root = path.resolve(import.meta.dirname, "..");

/** The app's own sources, tests aside. Paths are relative to `src`. */
export const sourcesOf = (pattern: string): Source[] =>
  globSync(pattern, { cwd: root })
    .filter((file) => !/\.test\.tsx?$|^quality\/|\/testing\//.test(file))
    .map((file) => ({ file: file.split(path.sep).join("/"), text: readFileSync(path.join(root, file), "utf8") }));
