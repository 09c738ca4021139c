/** WhatsApp began in 2009: nothing was sent before, so anything earlier is a clock that was never set. */
const EARLIEST = Date.UTC(2009, 0, 1);
/** Below this, a number of this century can only be seconds. */
const SECONDS_LIMIT = 100_000_000_000;

/** WhatsApp's time as an instant that is never in the future; the present when it makes no sense. */
export function clampTimestamp(timestamp: number, now: Date): Date {
  const milliseconds = timestamp < SECONDS_LIMIT ? timestamp * 1000 : timestamp;
  if (milliseconds < EARLIEST || milliseconds > now.getTime()) return now;
  return new Date(milliseconds);
}

/**
 * The place of a received message in the conversation. A whole second has lost its milliseconds and is taken as its end, so
 * that an answer written within it does not slip before the question.
 */
export function inboundSentAt(timestamp: number, now: Date): Date {
  const exact = clampTimestamp(timestamp, now).getTime();
  return new Date(Math.min(exact % 1000 === 0 ? exact + 999 : exact, now.getTime()));
}
