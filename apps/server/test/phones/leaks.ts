/** What a key looks like, however it was printed: 32 bytes in base64 or hexadecimal, or a buffer; or the name of a private one. */
const secrets = [
  /[A-Za-z0-9+/]{43}=/,
  /\b[0-9a-f]{64}\b/i,
  /"type":"Buffer"|<Buffer |Uint8Array\(/,
  /priv(ate)?_?key|rootKey|chainKey|advSecret|noiseKey|mediaKey/i,
  /\beyJ[\w-]{10,}\.eyJ/,
];

/** What the server says to whoever started it. */
const greetings = /^(WhatsKovi is ready: |Stopping …$)/;

/** Lines of a server's output that are no log lines, or tell what must not be told: these texts, or a secret. */
export const leaksIn = (output: string, texts: readonly string[]): string[] =>
  output
    .split("\n")
    .filter((line) => line !== "" && !greetings.test(line))
    .filter((line) => !isLogLine(line) || [...texts, ...secrets].some((leak) => holds(line, leak)));

const holds = (line: string, leak: string | RegExp): boolean =>
  typeof leak === "string" ? line.includes(leak) || line.includes(JSON.stringify(leak).slice(1, -1)) : leak.test(line);

function isLogLine(line: string): boolean {
  try {
    const { level, msg } = JSON.parse(line) as Record<string, unknown>;
    return typeof level === "string" && typeof msg === "string";
  } catch {
    return false;
  }
}
