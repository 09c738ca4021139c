import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createBaileysFactory } from "@whatskovi/server/drivers/baileys";
import { createCloudApiFactory } from "@whatskovi/server/drivers/cloud-api";
import { createSimulator } from "@whatskovi/server/drivers/simulator";
import { createWhatsAppWebFactory } from "@whatskovi/server/drivers/whatsapp-web";

/** What the host is told when it starts: which driver, and where its outside world is. */
export type HostOrder = {
  readonly driver: "simulator" | "cloud-api" | "baileys" | "whatsapp-web";
  readonly world: {
    readonly webSocketUrl?: string;
    readonly browserArgs?: readonly string[];
    readonly dataDir: string;
    readonly settings: Readonly<Record<string, unknown>>;
  };
};
/** Then: start one more connection, with these settings over the common ones. */
export type HostCommand = { readonly start: number; readonly settings: Readonly<Record<string, unknown>> };
export type HostNews =
  | { readonly kind: "qr"; readonly index: number; readonly qr: string }
  | { readonly kind: "online"; readonly index: number };

type Entry = { type: string; id: string; value: Uint8Array | null };

/** A driver's memory outside of this process's own, as the product's is: in a file here, in PostgreSQL there. */
function openMemories(file: string) {
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE entry (place INTEGER, type TEXT, id TEXT, value BLOB, PRIMARY KEY (place, type, id))");
  database.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
  const one = database.prepare("SELECT value FROM entry WHERE place = ? AND type = ? AND id = ?");
  const all = database.prepare("SELECT id, value FROM entry WHERE place = ? AND type = ?");
  const put = database.prepare("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)");
  const drop = database.prepare("DELETE FROM entry WHERE place = ? AND type = ? AND id = ?");
  const valueOf = (row: unknown) => (row as { value: Uint8Array }).value;
  return (place: number) => ({
    get: async (type: string, ids: string[]) => {
      const found = ids.map((id) => [id, one.get(place, type, id)] as const).filter(([, row]) => row !== undefined);
      return new Map(found.map(([id, row]) => [id, valueOf(row)]));
    },
    list: async (type: string) => {
      const rows = all.all(place, type) as { id: string; value: Uint8Array }[];
      return new Map(rows.map(({ id, value }) => [id, value]));
    },
    set: async (entries: Entry[]) => {
      database.exec("BEGIN");
      for (const { type, id, value } of entries) {
        if (value === null) drop.run(place, type, id);
        else put.run(place, type, id, value);
      }
      database.exec("COMMIT");
    },
  });
}

const tell = (news: HostNews): void => void process.send?.(news);
const silent = () => {};

/** Connections of one kind and nothing else in a process of their own, to be weighed. */
function host({ driver, world }: HostOrder): void {
  const memoryOf = openMemories(path.join(world.dataDir, "memory.sqlite"));
  const factories = {
    simulator: () => createSimulator({ memoryOf: () => memoryOf(-1) }).factory,
    "cloud-api": () => createCloudApiFactory(),
    baileys: () => createBaileysFactory({ webSocketUrl: world.webSocketUrl }),
    "whatsapp-web": () =>
      createWhatsAppWebFactory({
        dataDir: world.dataDir,
        browser: undefined,
        browserArgs: world.browserArgs ?? [],
        environment: process.env,
      }),
  };
  const factory = factories[driver]();
  /** What ends by itself begins again with its memory, as the product's supervisor has it. */
  const begin = ({ start, settings }: HostCommand, memory: ReturnType<typeof memoryOf>): void => {
    const connection = factory.create({
      connectionId: `00000000-0000-7000-8000-${String(start).padStart(12, "0")}`,
      settings: { ...world.settings, ...settings },
      memory,
      deliver: async () => {},
      setState: ({ status, qrCode }) => {
        if (qrCode) tell({ kind: "qr", index: start, qr: qrCode });
        if (status === "online") tell({ kind: "online", index: start });
        if (status === "stopped") setImmediate(() => begin({ start, settings }, memory));
      },
      customerTyping: silent,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    void connection.start();
  };
  process.on("message", (command: HostCommand) => begin(command, memoryOf(command.start)));
}

host(JSON.parse(process.argv[2] ?? "{}"));
