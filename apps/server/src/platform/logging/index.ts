export { createLogger, currentRequestId, type Logger, withRequestId } from "./logger.ts";
