/** Says what is being done, and, while it takes long, that it still is. */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

const firstReminderSeconds = 8;

/**
 * Runs the work under a line such as "Building the web app …", which is continued every few seconds. `detail` may tell how
 * far it is.
 */
export async function saying(sentence, work, detail = () => "") {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  say(`${sentence} …`);
  const timer = setInterval(
    () => say(`  … still ${lowerFirst(sentence)}: ${seconds()} s${detail()}`),
    firstReminderSeconds * 1000,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** Why something cannot go on, as a sentence for the person: shown without a stack. */
export class Sentence extends Error {}

/** Runs a script: a `Sentence` is shown alone, any other error with its stack, and both end in exit code 1. */
export async function runScript(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Sentence ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
