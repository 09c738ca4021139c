import { randomBytes } from "node:crypto";
import type { DriverKind } from "@whatskovi/contract";
import { createConnectionSecrets, createConnectionStore } from "../../src/modules/connections/index.ts";
import { encryptionKeyFrom } from "../../src/platform/secrets/index.ts";
import { createOutbox } from "../../src/platform/outbox/outbox.ts";
import type { DriverMemory } from "../../src/whatsapp/driver.ts";
import { createTestDatabase } from "../database.ts";
import { createFactories } from "../factories.ts";

export type Remembered = { readonly connectionId: string; readonly memory: DriverMemory };

/** Connections in a PostgreSQL of their own, with the memory that drivers get from the server: sealed rows. */
export async function openMemories(driver: DriverKind) {
  const { database, drop } = await createTestDatabase();
  const secrets = createConnectionSecrets(encryptionKeyFrom(randomBytes(32).toString("hex")));
  const store = createConnectionStore({ db: database, outbox: createOutbox(() => {}), secrets });
  const factories = createFactories(database);
  return {
    drop,
    connection: async (): Promise<Remembered> => {
      const { id } = await factories.connection({ driver });
      return { connectionId: id, memory: store.memoryOf(id) };
    },
  };
}
