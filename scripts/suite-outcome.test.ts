import { expect, test } from "vitest";
import { addUp, outcomeOf, summary } from "./suite-outcome.ts";
import type { Suite } from "./suites.ts";

const vitest: Suite = { name: "server", folder: "/", kind: "vitest" };
const playwright: Suite = { name: "e2e", folder: "/", kind: "playwright" };
const report = (changes: object) =>
  JSON.stringify({
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...changes,
  });

test("the last line adds up all suites, and names skipped tests only when there are any", () => {
  const good = outcomeOf(vitest, 0, report({}));
  const mixed = outcomeOf(vitest, 1, report({ numFailedTests: 1, numPendingTests: 3 }));
  expect(summary(addUp([good]))).toBe("2 passed, 0 failed");
  expect(summary(addUp([good, mixed]))).toBe("4 passed, 1 failed, 3 skipped");
});

test.each([
  ["left no report", 1, undefined, { passed: 0, failed: 1 }],
  ["ran no test", 0, report({ numPassedTests: 0 }), { passed: 0, failed: 1 }],
  ["failed outside its tests", 1, report({}), { passed: 2, failed: 1 }],
  [
    "has a file that does not load",
    1,
    report({ testResults: [{ status: "failed", assertionResults: [] }] }),
    { passed: 2, failed: 1 },
  ],
])("a suite that %s fails", (_, code, text, counts) => {
  expect(outcomeOf(vitest, code, text)).toMatchObject(counts);
});

test("a browser journey that passed only at a second try has failed", () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
  expect(outcomeOf(playwright, 0, JSON.stringify({ stats, errors: [] }))).toMatchObject({ passed: 3, failed: 1 });
});
