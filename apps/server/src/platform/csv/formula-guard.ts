/** What a spreadsheet takes for the beginning of a formula, with the full-width forms that some of them read alike. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** A number cannot be a formula: phones keep their plus sign, amounts their minus. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * A cell as it is written into a file that somebody will open in a spreadsheet: what would be run as a formula gets an apostrophe
 * before it, by which spreadsheets know text. `readCell` takes it away again, so that a cell comes back as it was.
 * Source: OWASP, "CSV Injection".
 */
export const guardCell = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** A cell as it is meant: without the apostrophe of a guarded one, and without what PostgreSQL cannot keep. */
export function readCell(cell: string): string {
  const text = cell.replaceAll("\0", "");
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
