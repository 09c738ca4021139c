import path from "node:path";
import { fileURLToPath } from "node:url";

export const productFolder = fileURLToPath(new URL("..", import.meta.url));
export const inProduct = (...parts) => path.join(productFolder, ...parts);
const programs = inProduct("node_modules", ".bin");

/** The environment in which the programs that npm brought are found first. */
export function withPrograms(environment = process.env) {
  return { ...environment, PATH: `${programs}${path.delimiter}${withoutPrograms(environment).PATH}` };
}

/** The environment without them: npm must not run on a Node that it is about to replace. */
export function withoutPrograms(environment = process.env) {
  const folders = (environment.PATH ?? "").split(path.delimiter).filter((folder) => path.resolve(folder) !== programs);
  return { ...environment, PATH: folders.join(path.delimiter) };
}
