import { AsyncLocalStorage } from "node:async_hooks";
import { type DestinationStream, pino, type Logger as PinoLogger } from "pino";
import type { Config } from "../config/index.ts";
import { errorFields } from "./error-fields.ts";
import { prettyLine } from "./pretty-line.ts";

/** Writes log lines. Message texts and secrets are never logged above `debug`. */
export type Logger = Pick<PinoLogger, "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "isLevelEnabled"> & {
  child(bindings: Record<string, unknown>): Logger;
};

const request = new AsyncLocalStorage<{ requestId: string }>();

/** Runs the work so that every line logged in it carries the request's id. */
export const withRequestId = <Result>(requestId: string, work: () => Result): Result =>
  request.run({ requestId }, work);

/** The id of the request that is being answered here, if any. */
export const currentRequestId = (): string | undefined => request.getStore()?.requestId;

const secretPaths = [
  "password",
  "passwordHash",
  "accessToken",
  "refreshToken",
  "appSecret",
  "verifyToken",
  "token",
  "authorization",
  "cookie",
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Makes the logger: lines for people on a terminal, JSON otherwise, unless the configuration says which. */
export function createLogger(
  { logLevel, logFormat }: Pick<Config, "logLevel" | "logFormat">,
  output: DestinationStream & { isTTY?: boolean } = process.stdout,
): Logger {
  const isPretty = logFormat === "pretty" || (logFormat === "auto" && output.isTTY === true);
  const options = {
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { err: errorFields },
    redact: { paths: secretPaths, censor: "[secret]" },
    mixin: () => request.getStore() ?? {},
  };
  const destination = isPretty ? { write: (line: string) => output.write(prettyLine(line)) } : output;
  return pino(options, destination as DestinationStream);
}
