import path from "node:path";
import { fileURLToPath } from "node:url";
import { type EncryptionKey, encryptionKeyFrom, type GeneratedSecrets } from "../secrets/index.ts";
import type { Settings } from "./settings.ts";

/** The folder of the whole product: where `.env` and, by default, `.data` are. */
export const productFolder = fileURLToPath(new URL("../../../../../", import.meta.url));

/** All that can be configured, complete: read once at start and handed down. */
export type Config = Omit<Settings, "maxUploadMb" | "encryptionKey"> & {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly mediaDir: string;
  readonly maxUploadBytes: number;
  readonly jwtSecret: string;
  readonly encryptionKey: EncryptionKey;
};

/** Fills in what was not given: secrets, the brought database, places that follow from others. */
export function completeConfig(settings: Settings, made: { databaseUrl: string; secrets: GeneratedSecrets }): Config {
  const { maxUploadMb, encryptionKey, ...rest } = settings;
  const dataDir = dataFolder(settings);
  return {
    ...rest,
    databaseUrl: made.databaseUrl,
    publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`,
    dataDir,
    mediaDir: settings.mediaDir ? path.resolve(productFolder, settings.mediaDir) : path.join(dataDir, "media"),
    maxUploadBytes: maxUploadMb * 1024 * 1024,
    jwtSecret: settings.jwtSecret ?? made.secrets.jwtSecret,
    encryptionKey: encryptionKeyFrom(encryptionKey ?? made.secrets.encryptionKey),
  };
}

/** The data folder, absolute: a relative one is taken from the product's folder. */
export const dataFolder = (settings: Pick<Settings, "dataDir">): string =>
  path.resolve(productFolder, settings.dataDir);
