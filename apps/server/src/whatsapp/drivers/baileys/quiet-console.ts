/** How each line begins that libsignal writes; some are followed by a whole session with its private keys. */
const signalLines = [
  "Closing session:",
  "Closing open session",
  "Opening session:",
  "Removing old closed session:",
  "Session already closed",
  "Session already open",
  "Session error:",
  "Migrating session to:",
  "V1 session storage migration error",
  "Failed to decrypt message with any known session",
  "Decrypted message with closed session",
  "WARNING: Expected pubkey of length 33",
  "Unhandled bucket type (for naming):",
];

const methods = ["log", "info", "warn", "error", "debug"] as const;

let users = 0;
let restore = (): void => {};

/**
 * Keeps libsignal's lines off this process's output while it is in use; every other line passes. Returns how to let go, to be
 * called once. Known since libsignal-node issue 1 and nanoclaw issue 2520.
 */
export function quietConsole(): () => void {
  if (users++ === 0) restore = install();
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    if (--users === 0) restore();
  };
}

function install(): () => void {
  const undo = methods.map((method) => {
    const original = console[method];
    const filtered = (...args: unknown[]): void => {
      if (!isOfSignal(args)) original.apply(console, args);
    };
    console[method] = filtered;
    return () => {
      if (console[method] === filtered) console[method] = original;
    };
  });
  return () => undo.forEach((each) => each());
}

function isOfSignal(args: readonly unknown[]): boolean {
  const [first] = args;
  if (typeof first === "string" && signalLines.some((start) => first.startsWith(start))) return true;
  return args.some((arg) => typeof arg === "object" && arg !== null && /^Session(Entry|Record)$/.test(nameOf(arg)));
}

const nameOf = (value: object): string => {
  const constructor: unknown = value.constructor;
  return typeof constructor === "function" ? constructor.name : "";
};
