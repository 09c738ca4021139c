const TALK =
  /^(Closing session|Opening session|Session already|Closing open session|Removing old closed|Decrypted message with closed|Failed to decrypt message with any|Session error|Migrating session)/u;

/**
 * Keeps libsignal's talk off the console of this process: it prints whole sessions with their private keys there
 * (WhiskeySockets/libsignal-node#1). What others print goes through. Returns the way back.
 */
export function quietLibsignal(): () => void {
  const undo = (["info", "warn", "error", "log"] as const).map((level) => {
    const original = console[level];
    console[level] = (...words: unknown[]) => {
      if (typeof words[0] === "string" && TALK.test(words[0])) return;
      original.apply(console, words);
    };
    return () => {
      console[level] = original;
    };
  });
  return () => undo.forEach((step) => step());
}
