import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const page = await readFile(new URL("docs/GUARANTEES.md", root), "utf8");
const named = [...page.matchAll(/\| `([^`]+)` "([^"]+)" *\|$/gm)].map(([, file = "", name = ""]) => ({ file, name }));

test("every row of the page names a test", () => {
  const rows = page
    .split("\n")
    .filter(
      (line) =>
        line.startsWith("| ") &&
        !line.startsWith("| Failure") &&
        !line.startsWith("| Class") &&
        !line.startsWith("| -"),
    );
  expect(named).toHaveLength(rows.length);
});

test.each(named)("$file has “$name”", async ({ file, name }) => {
  const source = await readFile(fileURLToPath(new URL(file, root)), "utf8");
  expect(source.includes(name)).toBe(true);
});
