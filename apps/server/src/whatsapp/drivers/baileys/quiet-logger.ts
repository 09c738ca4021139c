import type { DriverLog } from "../../driver.ts";

type Log = (fields: unknown, message?: string) => void;

export type LibraryLogger = Record<"trace" | "debug" | "info" | "warn" | "error", Log> & {
  level: string;
  child(): LibraryLogger;
};

const silent: Log = () => {};

/**
 * What the library may log: the fixed words of a warning, on our lowest level. It hands whole stanzas, keys and messages to its
 * logger, and writes numbers into its sentences: neither gets through.
 */
export function quietLogger(log: DriverLog): LibraryLogger {
  const words: Log = (fields, message) => {
    const text = typeof fields === "string" ? fields : message;
    if (text !== undefined) log.debug({ library: "baileys" }, withoutNumbers(text));
  };
  const logger: LibraryLogger = {
    level: "silent",
    trace: silent,
    debug: silent,
    info: silent,
    warn: words,
    error: words,
    child: () => logger,
  };
  return logger;
}

/** Phones, ids and keys are runs of digits or of letters and digits. */
const withoutNumbers = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/[\w+/=.:-]*\d{4}[\w+/=.:-]*(@[\w.]+)?/g, "…")
    .replace(/[\w+/=-]{24,}/g, "…");
