import { encodeBigEndian, jidEncode, type BinaryNode, type proto } from "@whiskeysockets/baileys";
import { bufferOf, unsigned } from "./bytes.ts";
import type { Connection } from "./connection.ts";
import type { Addressing, Person } from "./people.ts";
import { node, SERVER } from "./stanzas.ts";
import type { KeyBundle, PeerAddress } from "./signal-device.ts";

type PreKey = { readonly id: number; readonly key: Buffer };

/** Something the server keeps for a device until the device has confirmed it. */
type Kept = { readonly key: string; readonly stanza: BinaryNode };

/** A companion device of a company's account (a Baileys session), as the server knows it, connected or not. */
export class LinkedDevice {
  readonly id: number;
  readonly account: Person;
  readonly keyIndex: number;
  connection: Connection | null = null;
  /** It asked for its offline messages and has got them; from now on stanzas go out as they come. */
  isLive = false;
  isUnlinked = false;
  hasHistory = false;
  isAvailable = false;
  /** Stanza ids of messages that the device refused for good (an ack with an error). */
  readonly refused = new Set<string>();
  /** Stanza ids of messages that the device confirmed. */
  readonly confirmed = new Set<string>();
  /** Per group and author, whether the device has been told the author's sender key. */
  readonly knownSenderKeys = new Set<string>();
  readonly #identity: Buffer;
  readonly #registrationId: number;
  #signedPreKey: KeyBundle["signedPreKey"];
  readonly #preKeys: PreKey[] = [];
  readonly #kept: Kept[] = [];

  constructor(
    account: Person,
    id: number,
    keyIndex: number,
    pairing: proto.ClientPayload.IDevicePairingRegistrationData,
  ) {
    this.account = account;
    this.id = id;
    this.keyIndex = keyIndex;
    this.#identity = bufferOf(pairing.eIdent);
    this.#registrationId = unsigned(bufferOf(pairing.eRegid));
    this.#signedPreKey = {
      id: unsigned(bufferOf(pairing.eSkeyId)),
      key: bufferOf(pairing.eSkeyVal),
      signature: bufferOf(pairing.eSkeySig),
    };
  }

  jid(addressing: Addressing): string {
    return addressing === "pn"
      ? jidEncode(this.account.phone, "s.whatsapp.net", this.id)
      : jidEncode(this.account.lid, "lid", this.id);
  }

  /** How phones call it in their Signal sessions. */
  get peer(): PeerAddress {
    return { user: this.account.lid, device: this.id };
  }

  addPreKeys(keys: PreKey[]): void {
    this.#preKeys.push(...keys);
  }

  get preKeyCount(): number {
    return this.#preKeys.length;
  }

  rotateSignedPreKey(signedPreKey: KeyBundle["signedPreKey"]): void {
    this.#signedPreKey = signedPreKey;
  }

  get registrationId(): number {
    return this.#registrationId;
  }

  /** What the server hands out of this device to other devices that write to it. */
  bundleNode(jid: string): BinaryNode {
    const { registrationId, identity, signedPreKey, preKey } = this.takeBundle();
    return node("user", { jid }, [
      node("registration", {}, encodeBigEndian(registrationId)),
      node("type", {}, Buffer.from([5])),
      node("identity", {}, identity),
      node("skey", {}, [
        node("id", {}, encodeBigEndian(signedPreKey.id, 3)),
        node("value", {}, signedPreKey.key),
        node("signature", {}, signedPreKey.signature),
      ]),
      ...(preKey === null
        ? []
        : [node("key", {}, [node("id", {}, encodeBigEndian(preKey.id, 3)), node("value", {}, preKey.key)])]),
    ]);
  }

  /** Hands out one pre-key, each once. */
  takeBundle(): KeyBundle {
    return {
      registrationId: this.#registrationId,
      identity: this.#identity,
      signedPreKey: this.#signedPreKey,
      preKey: this.#preKeys.shift() ?? null,
    };
  }

  /** Sends now if the device is there; keeps it until it is confirmed. */
  deliver(stanza: BinaryNode): void {
    const kept: Kept = { key: keyOf(stanza.tag, stanza.attrs), stanza };
    this.#kept.push(kept);
    if (this.isLive) this.connection?.send(stanza);
  }

  /** Sends something that nobody keeps, such as typing. */
  tell(stanza: BinaryNode): void {
    if (this.isLive) this.connection?.send(stanza);
  }

  /** What came while the device was away, in order, then the word that this was all. */
  replay(): void {
    const count = String(this.#kept.length);
    this.connection?.send(node("ib", { from: SERVER }, [node("offline_preview", { count, message: count })]));
    for (const [index, kept] of this.#kept.entries()) {
      const { stanza } = kept;
      this.connection?.send({ ...stanza, attrs: { ...stanza.attrs, offline: String(index) } });
    }
    this.connection?.send(node("ib", { from: SERVER }, [node("offline", { count })]));
    this.isLive = true;
  }

  /** The device has it: the server forgets. */
  confirm(tag: string, attrs: Record<string, string>, ids: string[] = [attrs["id"] ?? ""]): void {
    for (const id of ids) {
      const key = keyOf(tag, { ...attrs, id });
      const oldest = this.#kept.findIndex((kept) => kept.key === key);
      if (oldest >= 0) this.#kept.splice(oldest, 1);
    }
    if (tag !== "message") return;
    for (const id of ids) (attrs["error"] === undefined ? this.confirmed : this.refused).add(id);
  }

  /** Ids of messages that were not confirmed yet. */
  get pending(): string[] {
    return this.#kept.filter(({ stanza }) => stanza.tag === "message").map(({ stanza }) => stanza.attrs["id"] ?? "");
  }

  leave(connection: Connection): void {
    if (this.connection !== connection) return;
    this.connection = null;
    this.isLive = false;
    this.isAvailable = false;
  }
}

const keyOf = (tag: string, attrs: Record<string, string>): string =>
  tag === "message" || tag === "notification"
    ? `${tag} ${attrs["id"]}`
    : `${tag} ${attrs["id"]} ${attrs["type"] ?? ""} ${attrs["participant"] ?? ""}`;
