import { expect, test } from "vitest";
import { contractTable } from "./contract-table.ts";

const result = (driver: string, title: string, status: string, failureMessages: string[] = []) => ({
  ancestorTitles: [driver],
  title,
  status,
  failureMessages,
});

test("case × driver, with what is not offered, and why something is broken", () => {
  const { lines, passed, failed } = contractTable({
    testResults: [
      {
        name: "a",
        assertionResults: [result("sim", "in: text", "passed"), result("sim", "template – not offered", "passed")],
      },
      {
        name: "b",
        assertionResults: [
          result("cloud", "in: text", "failed", ["Error: lost\n  at x"]),
          result("cloud", "template", "passed"),
          result("cloud", "typing", "skipped"),
        ],
      },
    ],
  });
  expect(lines).toEqual([
    "          sim  cloud",
    "in: text   ✓     ✗  ",
    "template   –     ✓  ",
    "typing           –  ",
    "✓ kept   ✗ broken   – not offered",
    "✗ cloud: in: text: Error: lost",
  ]);
  expect({ passed, failed }).toEqual({ passed: 2, failed: 1 });
});

test("what is not offered and not refused either is broken; so is a file that does not load", () => {
  const { lines, passed, failed } = contractTable({
    testResults: [
      { name: "a", assertionResults: [result("sim", "template – not offered", "failed")] },
      { name: "b.test.ts", message: "SyntaxError: x\n", assertionResults: [] },
    ],
  });
  expect({ passed, failed }).toEqual({ passed: 0, failed: 2 });
  expect(lines).toContain("b.test.ts: SyntaxError: x");
});
