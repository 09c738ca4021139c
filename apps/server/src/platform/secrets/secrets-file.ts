import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { StartError } from "../errors/start-error.ts";

const secretsFile = z.object({
  jwtSecret: z.string().min(32),
  encryptionKey: z.string().min(32),
  postgresPassword: z.string().min(32),
});

/** Secrets made by the product for itself, one set per data folder. */
export type GeneratedSecrets = z.infer<typeof secretsFile>;

/** Reads `<dataDir>/secrets.json` (mode 0600), making it with random secrets when it is not there. */
export async function loadOrCreateSecrets(dataDir: string): Promise<GeneratedSecrets> {
  const file = path.join(dataDir, "secrets.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new StartError(`The secrets in ${file} cannot be read: ${error.message}.`, { cause: error });
  });
  if (text === undefined) return createSecrets(dataDir, file);
  await chmod(file, 0o600);
  return parseSecrets(text, file);
}

function parseSecrets(text: string, file: string): GeneratedSecrets {
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch (error) {
    throw new StartError(
      `${file} is damaged: bring it back from a backup, for what was encrypted with its key cannot be read without it.`,
      { cause: error },
    );
  }
}

async function createSecrets(dataDir: string, file: string): Promise<GeneratedSecrets> {
  const random = () => randomBytes(32).toString("base64url");
  const secrets = { jwtSecret: random(), encryptionKey: random(), postgresPassword: random() };
  await mkdir(dataDir, { recursive: true });
  // Written whole or not at all: a power cut must not leave half a key behind.
  const temporary = `${file}.${process.pid}`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  return secrets;
}
