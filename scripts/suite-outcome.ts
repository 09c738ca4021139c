import type { Suite } from "./suites.ts";

/** How many tests of a suite went how, and what else was wrong, as sentences. */
export type Outcome = { passed: number; failed: number; skipped: number; problems: string[] };

type Counts = Omit<Outcome, "problems">;

/** Reads a suite's report. Whatever is wrong beyond single tests (a file that does not load, a crash) is one failure more. */
export function outcomeOf(suite: Suite, exitCode: number | string, report: string | undefined): Outcome {
  const counts = report === undefined ? undefined : readers[suite.kind](JSON.parse(report));
  if (counts === undefined) return crashed(suite, `ended with ${exitCode} and left no report`);
  if (counts.passed + counts.failed === 0) return crashed(suite, "ran no test", counts);
  if (exitCode !== 0 && counts.failed === 0)
    return crashed(suite, `ended with ${exitCode} though no test failed`, counts);
  return { ...counts, problems: [] };
}

/** The sum over suites. */
export function addUp(outcomes: readonly Outcome[]): Counts {
  const sum = (pick: (counts: Counts) => number) => outcomes.reduce((total, outcome) => total + pick(outcome), 0);
  return { passed: sum((one) => one.passed), failed: sum((one) => one.failed), skipped: sum((one) => one.skipped) };
}

/** The last line of a run. */
export const summary = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;

function crashed(suite: Suite, what: string, counts: Counts = { passed: 0, failed: 0, skipped: 0 }): Outcome {
  return { ...counts, failed: counts.failed + 1, problems: [`The suite ${suite.name} ${what}.`] };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

const readers = {
  vitest: (report: VitestReport): Counts => {
    const brokenFiles = report.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  },
  // One that passed only when tried again did not pass.
  playwright: ({ stats, errors }: PlaywrightReport): Counts => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }),
} satisfies Record<Suite["kind"], (report: never) => Counts> as Record<Suite["kind"], (report: unknown) => Counts>;
