/** The report of vitest, as far as the table needs it. */
export type ContractReport = {
  testResults: {
    name: string;
    message?: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages?: string[] | null }[];
  }[];
};

type Cell = "✓" | "✗" | "–";
type Row = { readonly name: string; readonly cells: Map<string, Cell> };

/** What the contract puts behind the name of a case that a driver does not offer. */
const notOffered = / – not offered$/;

/**
 * Case × driver. `–` is a case that the driver does not offer: it declares so and was seen to refuse it, or its platform has
 * nothing of the kind.
 */
export function contractTable(report: ContractReport): { lines: string[]; passed: number; failed: number } {
  const rows = new Map<string, Row>();
  const drivers = new Set<string>();
  for (const { assertionResults } of report.testResults) {
    for (const { ancestorTitles, title, status } of assertionResults) {
      const driver = ancestorTitles.at(-1) ?? "?";
      const name = title.replace(notOffered, "");
      const row = rows.get(name) ?? { name, cells: new Map() };
      rows.set(name, row);
      drivers.add(driver);
      row.cells.set(driver, cellOf(title, status));
    }
  }
  const all = [...rows.values()].flatMap(({ cells }) => [...cells.values()]);
  const broken = report.testResults.filter(({ assertionResults }) => assertionResults.length === 0).length;
  return {
    lines: [...draw([...drivers], [...rows.values()]), ...reasons(report)],
    passed: all.filter((cell) => cell === "✓").length,
    failed: all.filter((cell) => cell === "✗").length + broken,
  };
}

function cellOf(title: string, status: string): Cell {
  if (status === "failed") return "✗";
  return status === "passed" && !notOffered.test(title) ? "✓" : "–";
}

function draw(drivers: readonly string[], rows: readonly Row[]): string[] {
  const width = Math.max(4, ...rows.map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(width), ...cells.map((cell, index) => centred(cell, drivers[index]?.length ?? 1))].join("  ");
  return [
    line("", drivers),
    ...rows.map(({ name, cells }) =>
      line(
        name,
        drivers.map((driver) => cells.get(driver) ?? " "),
      ),
    ),
    "✓ kept   ✗ broken   – not offered",
  ];
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return text.padStart(text.length + left).padEnd(width);
}

const reasons = ({ testResults }: ContractReport): string[] =>
  testResults.flatMap(({ name, message, assertionResults }) => [
    ...(assertionResults.length === 0 ? [`${name}: ${firstLine(message)}`] : []),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(
        ({ ancestorTitles, title, failureMessages }) =>
          `✗ ${ancestorTitles.at(-1)}: ${title}: ${firstLine(failureMessages?.[0])}`,
      ),
  ]);

const firstLine = (text: string | undefined): string => text?.split("\n")[0] ?? "no reason was given";
