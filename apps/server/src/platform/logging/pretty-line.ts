/** Turns one JSON log line into one short line for people: time, level, message, then what else it carries. */
export function prettyLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const mark = level === "info" ? "" : `${String(level).toUpperCase()} `;
  const fields = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const parts = [`${clock} ${mark}${typeof msg === "string" ? msg : ""}`, ...fields];
  return `${parts.join(" ")}\n${errorLines(err)}`;
}

function errorLines(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { stack, message } = error as { stack?: string; message?: string };
  return `  ${(stack ?? message ?? JSON.stringify(error)).replaceAll("\n", "\n  ")}\n`;
}
