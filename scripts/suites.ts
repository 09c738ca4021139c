import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inProduct } from "./places.mjs";

/** A part of the product that has tests: its folder has a `vitest.config.ts` or a `playwright.config.ts`. */
export type Suite = { readonly name: string; readonly folder: string; readonly kind: "vitest" | "playwright" };

/** All suites, or those of the names given. Throws when there is none of a name. */
export function findSuites(names: readonly string[]): Suite[] {
  const nested = ["packages", "apps", "testing"].flatMap((parent) =>
    readdirSync(inProduct(parent)).map((child) => path.join(parent, child)),
  );
  const suites = [...nested, "scripts", "bench", "e2e"].flatMap(suiteIn);
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no suite ${unknown}: there are ${suites.map((suite) => suite.name).join(", ")}.`);
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}

function suiteIn(folder: string): Suite[] {
  const name = path.basename(folder);
  const kinds = ["vitest", "playwright"] as const;
  return kinds
    .filter((kind) => existsSync(inProduct(folder, `${kind}.config.ts`)))
    .map((kind) => ({ name, folder: inProduct(folder), kind }));
}
