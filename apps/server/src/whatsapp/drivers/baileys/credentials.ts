import type { AuthenticationCreds, SignalDataSet, SignalDataTypeMap, SignalKeyStore } from "@whiskeysockets/baileys";
import type { DriverMemory } from "../../driver.ts";
import type { Library } from "./library.ts";

/** Every kind of key that Signal and the library keep. Each is a kind of the driver's memory, under `key.`. */
const keyTypes: readonly (keyof SignalDataTypeMap)[] = [
  "pre-key",
  "session",
  "sender-key",
  "sender-key-memory",
  "app-state-sync-key",
  "app-state-sync-version",
  "lid-mapping",
  "device-list",
  "tctoken",
  "identity-key",
];

/** What the received journal adds to a write of keys, so that both are one transaction. */
export type ReceivedEntries = { readonly [received]?: Readonly<Record<string, Uint8Array | null>> };
export const received = "received";

type Entry = { type: string; id: string; value: Uint8Array | null };

/**
 * The credentials of the linked device and its Signal keys, in the driver's memory: sealed rows, one for each key. A write of
 * the library's, however many keys it has (812 after pairing), is one write here, and durable when it resolves.
 */
export class Credentials {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  readonly #memory: DriverMemory;
  readonly #library: Library;

  private constructor(memory: DriverMemory, library: Library, creds: AuthenticationCreds) {
    this.#memory = memory;
    this.#library = library;
    this.creds = creds;
    this.keys = { get: (type, ids) => this.#get(type, ids), set: (data) => this.#set(data) };
  }

  /**
   * The stored ones, or new ones to be paired. Asking for a pairing code writes a name into the credentials before anybody has
   * linked anything; such ones would be refused for good, so only those with an account are taken.
   */
  static async load(memory: DriverMemory, library: Library): Promise<Credentials> {
    const stored = (await memory.get("creds", ["creds"])).get("creds");
    const creds = stored === undefined ? null : decode<AuthenticationCreds>(stored, library);
    return new Credentials(memory, library, creds?.account ? creds : library.initAuthCreds());
  }

  get isLinked(): boolean {
    return Boolean(this.creds.account);
  }

  async save(): Promise<void> {
    await this.#memory.set([{ type: "creds", id: "creds", value: encode(this.creds, this.#library) }]);
  }

  /** Forgets the device: what was received and is not handed over yet is kept. */
  async wipe(): Promise<void> {
    const types = ["creds", "sent", ...keyTypes.map((type) => `key.${type}`)];
    for (const type of types) {
      const ids = [...(await this.#memory.list(type)).keys()];
      if (ids.length > 0) await this.#memory.set(ids.map((id) => ({ type, id, value: null })));
    }
  }

  async #get<Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) {
    const stored = await this.#memory.get(`key.${type}`, ids);
    const values: Record<string, SignalDataTypeMap[Type]> = {};
    for (const [id, bytes] of stored) values[id] = this.#revived(type, decode(bytes, this.#library));
    return values;
  }

  #revived<Type extends keyof SignalDataTypeMap>(type: Type, value: SignalDataTypeMap[Type]): SignalDataTypeMap[Type] {
    if (type !== "app-state-sync-key") return value;
    const { AppStateSyncKeyData } = this.#library.proto.Message;
    return AppStateSyncKeyData.fromObject(value as object) as unknown as SignalDataTypeMap[Type];
  }

  async #set(data: SignalDataSet & ReceivedEntries): Promise<void> {
    const entries: Entry[] = Object.entries(data[received] ?? {}).map(([id, value]) => ({ type: received, id, value }));
    for (const type of keyTypes) {
      for (const [id, value] of Object.entries(data[type] ?? {})) {
        entries.push({ type: `key.${type}`, id, value: value === null ? null : encode(value, this.#library) });
      }
    }
    if (entries.length > 0) await this.#memory.set(entries);
  }
}

const encode = (value: unknown, { BufferJSON }: Library): Uint8Array =>
  Buffer.from(JSON.stringify(value, BufferJSON.replacer));

const decode = <Value>(bytes: Uint8Array, { BufferJSON }: Library): Value =>
  JSON.parse(Buffer.from(bytes).toString(), BufferJSON.reviver) as Value;
