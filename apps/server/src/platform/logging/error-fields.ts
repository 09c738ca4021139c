import { stdSerializers } from "pino";

/**
 * What of an error is logged beside its message and stack. Nothing else is: PostgreSQL's `detail` and `where` repeat the row that
 * it refused, and libraries hang whole requests on their errors.
 */
const shown = [
  "type",
  "message",
  "stack",
  "code",
  "kind",
  "providerCode",
  "status",
  "severity",
  "schema",
  "table",
  "column",
  "constraint",
] as const;

/** An error as the log has it. What is no error stays as it is. */
export function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { aggregateErrors, ...fields } = stdSerializers.err(error);
  const kept = Object.fromEntries(shown.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
  return error instanceof AggregateError && aggregateErrors !== undefined
    ? { ...kept, aggregateErrors: error.errors.map(errorFields) }
    : kept;
}
