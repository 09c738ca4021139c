import makeWASocket, {
  BufferJSON,
  initAuthCreds,
  type AuthenticationCreds,
  type BaileysEventMap,
  type ConnectionState,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from "@whiskeysockets/baileys";
import type { FakeMultiDevice } from "../server.ts";

type Logger = NonNullable<UserFacingSocketConfig["logger"]>;

const silent: Logger = {
  level: "silent",
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Credentials and keys of one linked device, in memory; they outlive its connections. */
export class Credentials {
  readonly creds: AuthenticationCreds = initAuthCreds();
  readonly #keys = new Map<string, unknown>();

  readonly keys: SignalKeyStore = {
    get: async <Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) =>
      Object.fromEntries(
        ids.flatMap((id) => {
          const value = this.#keys.get(`${type} ${id}`);
          return value === undefined ? [] : [[id, value]];
        }),
      ) as Record<string, SignalDataTypeMap[Type]>,
    set: async (data: SignalDataSet) => {
      for (const [type, entries] of Object.entries(data)) {
        for (const [id, value] of Object.entries(entries ?? {})) {
          if (value === null || value === undefined) this.#keys.delete(`${type} ${id}`);
          else this.#keys.set(`${type} ${id}`, value);
        }
      }
    },
  };

  /** All that is stored, as on a disk that a killed process leaves behind. */
  snapshot(): { creds: AuthenticationCreds; keys: Map<string, unknown> } {
    return {
      creds: JSON.parse(JSON.stringify(this.creds, BufferJSON.replacer), BufferJSON.reviver),
      keys: new Map(this.#keys),
    };
  }

  /** What is stored of a kind, to see whether it has changed. */
  stored(type: keyof SignalDataTypeMap): unknown[] {
    return [...this.#keys].flatMap(([key, value]) => (key.startsWith(`${type} `) ? [value] : []));
  }

  restore({ creds, keys }: { creds: AuthenticationCreds; keys: Map<string, unknown> }): void {
    Object.assign(this.creds, creds);
    this.#keys.clear();
    for (const [key, value] of keys) this.#keys.set(key, value);
  }

  /** The device loses its sessions, as from an old backup. */
  forget(type: keyof SignalDataTypeMap): void {
    for (const key of this.#keys.keys()) if (key.startsWith(`${type} `)) this.#keys.delete(key);
  }
}

/** The real Baileys against the stand-in, with every event it told. */
export class BaileysClient {
  readonly socket: WASocket;
  readonly credentials: Credentials;
  readonly events: { [Name in keyof BaileysEventMap]?: BaileysEventMap[Name][] } = {};
  readonly #waiting = new Set<() => void>();

  constructor(fake: FakeMultiDevice, credentials = new Credentials(), config: Partial<UserFacingSocketConfig> = {}) {
    this.credentials = credentials;
    this.socket = makeWASocket({
      auth: credentials,
      waWebSocketUrl: fake.url,
      logger: silent,
      syncFullHistory: false,
      markOnlineOnConnect: false,
      retryRequestDelayMs: 1,
      transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 1 },
      ...config,
    });
    this.socket.ev.process((events) => {
      for (const [name, event] of Object.entries(events)) {
        const kept = (this.events[name as keyof BaileysEventMap] ??= []) as unknown[];
        kept.push(event);
      }
      for (const check of this.#waiting) check();
    });
  }

  all<Name extends keyof BaileysEventMap>(name: Name): BaileysEventMap[Name][] {
    return (this.events[name] ?? []) as BaileysEventMap[Name][];
  }

  /** Resolves with the first value that `find` gives, now or after any later event. */
  async until<Value>(
    find: () => Value | undefined | false | null,
    what = "an event",
    timeoutMs = 4000,
  ): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const check = () => {
      const found = find();
      if (found !== undefined && found !== false && found !== null) resolve(found);
    };
    const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), timeoutMs);
    const poll = setInterval(check, 5);
    this.#waiting.add(check);
    check();
    return promise.finally(() => {
      clearTimeout(timer);
      clearInterval(poll);
      this.#waiting.delete(check);
    });
  }

  connection(matches: (state: Partial<ConnectionState>) => boolean, what: string): Promise<Partial<ConnectionState>> {
    return this.until(() => this.all("connection.update").find(matches), what);
  }

  qr(): Promise<string> {
    return this.until(() => this.all("connection.update").findLast(({ qr }) => qr)?.qr, "a QR code");
  }

  async open(): Promise<this> {
    await this.connection(({ connection }) => connection === "open", "the connection to open");
    await this.connection((state) => state.receivedPendingNotifications === true, "offline messages");
    return this;
  }

  /** The status code with which the connection ended. */
  async closed(): Promise<number> {
    const state = await this.connection(({ connection }) => connection === "close", "the connection to close");
    return (state.lastDisconnect?.error as { output?: { statusCode: number } } | undefined)?.output?.statusCode ?? 0;
  }

  messages(type?: "notify" | "append"): WAMessage[] {
    return this.all("messages.upsert").flatMap((event) =>
      type === undefined || event.type === type ? event.messages : [],
    );
  }

  message(id: string): Promise<WAMessage> {
    return this.until(() => this.messages().findLast(({ key, message }) => key.id === id && message), `message ${id}`);
  }

  /** The statuses told of a message, in order. */
  statuses(id: string): number[] {
    const merged = this.messages().flatMap(({ key, status }) => (key.id === id && status ? [status] : []));
    const told = this.all("messages.update")
      .flat()
      .flatMap(({ key, update }) => (key.id === id && typeof update.status === "number" ? [update.status] : []));
    return [...merged, ...told];
  }

  end(): Promise<void> {
    return this.socket.end(undefined);
  }
}
