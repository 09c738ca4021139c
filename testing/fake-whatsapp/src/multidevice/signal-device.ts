import {
  Curve,
  encodeBigEndian,
  generateSignalPubKey,
  proto,
  signedKeyPair,
  type BinaryNode,
  type KeyPair,
} from "@whiskeysockets/baileys";
import {
  GroupCipher,
  GroupSessionBuilder,
  SenderKeyDistributionMessage,
  SenderKeyName,
  SenderKeyRecord,
} from "@whiskeysockets/baileys/lib/Signal/Group/index.js";
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from "libsignal";
import { randomInt } from "node:crypto";
import { bufferOf, pad, unpad } from "./bytes.ts";
import { node } from "./stanzas.ts";

/** What another device must know of one to begin a session with it. Public keys without their type byte. */
export type KeyBundle = {
  readonly registrationId: number;
  readonly identity: Uint8Array;
  readonly signedPreKey: { readonly id: number; readonly key: Uint8Array; readonly signature: Uint8Array };
  readonly preKey: { readonly id: number; readonly key: Uint8Array } | null;
};

export type Ciphertext = { readonly type: "pkmsg" | "msg" | "skmsg"; readonly bytes: Buffer };

const signalPair = (pair: KeyPair) => ({
  pubKey: bufferOf(generateSignalPubKey(pair.public)),
  privKey: bufferOf(pair.private),
});

/** The name of the other side in this device's memory: its LID or phone and its number among the devices of that account. */
export type PeerAddress = { readonly user: string; readonly device: number };

/** A phone's end of the Signal protocol: one identity, a session with each device it talks to, a sender key in each group. */
export class SignalDevice {
  identity: KeyPair;
  readonly #registrationId = randomInt(1, 16380);
  #signedPreKey: { keyId: number; keyPair: KeyPair; signature: Uint8Array };
  readonly #preKey = Curve.generateKeyPair();
  readonly #sessions = new Map<string, Uint8Array>();
  readonly #senderKeys = new Map<string, SenderKeyRecord>();
  readonly #storage: SignalStorage;

  constructor(identity: KeyPair = Curve.generateKeyPair()) {
    this.identity = identity;
    this.#signedPreKey = signedKeyPair(identity, 1);
    this.#storage = {
      loadSession: async (id) => {
        const stored = this.#sessions.get(id);
        return stored && SessionRecord.deserialize(stored);
      },
      storeSession: async (id, session) => void this.#sessions.set(id, session.serialize()),
      isTrustedIdentity: () => true,
      loadPreKey: async () => signalPair(this.#preKey),
      removePreKey: () => undefined,
      loadSignedPreKey: () => signalPair(this.#signedPreKey.keyPair),
      getOurRegistrationId: () => this.#registrationId,
      getOurIdentity: () => signalPair(this.identity),
    };
  }

  /** A new identity, as after reinstalling: every session is gone. */
  reinstall(identity: KeyPair = Curve.generateKeyPair()): void {
    this.identity = identity;
    this.#signedPreKey = signedKeyPair(identity, 1);
    this.#sessions.clear();
    this.#senderKeys.clear();
  }

  /** What the server hands out of this device to whoever wants to write to it. */
  bundleNode(jid: string): BinaryNode {
    return node("user", { jid }, [
      node("registration", {}, encodeBigEndian(this.#registrationId)),
      node("type", {}, Buffer.from([5])),
      node("identity", {}, this.identity.public),
      node("skey", {}, [
        node("id", {}, encodeBigEndian(this.#signedPreKey.keyId, 3)),
        node("value", {}, this.#signedPreKey.keyPair.public),
        node("signature", {}, this.#signedPreKey.signature),
      ]),
      node("key", {}, [node("id", {}, encodeBigEndian(1, 3)), node("value", {}, this.#preKey.public)]),
    ]);
  }

  get registrationId(): number {
    return this.#registrationId;
  }

  hasSession(peer: PeerAddress): boolean {
    return this.#sessions.has(address(peer).toString());
  }

  async begin(peer: PeerAddress, bundle: KeyBundle): Promise<void> {
    this.#sessions.delete(address(peer).toString());
    const preKey = bundle.preKey && {
      keyId: bundle.preKey.id,
      publicKey: bufferOf(generateSignalPubKey(bundle.preKey.key)),
    };
    const session = {
      registrationId: bundle.registrationId,
      identityKey: bufferOf(generateSignalPubKey(bundle.identity)),
      signedPreKey: {
        keyId: bundle.signedPreKey.id,
        publicKey: bufferOf(generateSignalPubKey(bundle.signedPreKey.key)),
        signature: bufferOf(bundle.signedPreKey.signature),
      },
      ...(preKey === null ? {} : { preKey }),
    };
    await new SessionBuilder(this.#storage, address(peer)).initOutgoing(
      session as Parameters<SessionBuilder["initOutgoing"]>[0],
    );
  }

  async encrypt(peer: PeerAddress, message: proto.IMessage): Promise<Ciphertext> {
    const cipher = new SessionCipher(this.#storage, address(peer));
    const { type, body } = await cipher.encrypt(pad(proto.Message.encode(message).finish()));
    return { type: type === 3 ? "pkmsg" : "msg", bytes: Buffer.from(body, "binary") };
  }

  async decrypt(peer: PeerAddress, type: string, bytes: Buffer): Promise<proto.Message> {
    const cipher = new SessionCipher(this.#storage, address(peer));
    const padded =
      type === "pkmsg" ? await cipher.decryptPreKeyWhisperMessage(bytes) : await cipher.decryptWhisperMessage(bytes);
    return proto.Message.decode(unpad(padded));
  }

  /** Of a group: this device's own sender key, to be told to a device before it can read what `encryptForGroup` gives. */
  async senderKey(group: string): Promise<proto.Message.ISenderKeyDistributionMessage> {
    const own = await new GroupSessionBuilder(this.#groupStorage).create(senderName(group, OWN));
    return { groupId: group, axolotlSenderKeyDistributionMessage: own.serialize() };
  }

  async encryptForGroup(group: string, message: proto.IMessage): Promise<Ciphertext> {
    const plain = pad(proto.Message.encode(message).finish());
    const bytes = await new GroupCipher(this.#groupStorage, senderName(group, OWN)).encrypt(plain);
    return { type: "skmsg", bytes: bufferOf(bytes) };
  }

  async learnSenderKey(peer: PeerAddress, key: proto.Message.ISenderKeyDistributionMessage): Promise<void> {
    const { groupId, axolotlSenderKeyDistributionMessage: bytes } = key;
    const told = new SenderKeyDistributionMessage(null, null, null, null, bufferOf(bytes));
    await new GroupSessionBuilder(this.#groupStorage).process(senderName(groupId ?? "", peer), told);
  }

  async decryptFromGroup(group: string, peer: PeerAddress, bytes: Buffer): Promise<proto.Message> {
    const padded = await new GroupCipher(this.#groupStorage, senderName(group, peer)).decrypt(bytes);
    return proto.Message.decode(unpad(padded));
  }

  readonly #groupStorage = {
    loadSenderKey: async (name: SenderKeyName) => this.#senderKeys.get(name.toString()) ?? new SenderKeyRecord(),
    storeSenderKey: async (name: SenderKeyName, record: SenderKeyRecord) =>
      void this.#senderKeys.set(name.toString(), record),
  };
}

const OWN: PeerAddress = { user: "own", device: 0 };

const address = (peer: PeerAddress): ProtocolAddress => new ProtocolAddress(`fake-${peer.user}`, peer.device);

const senderName = (group: string, peer: PeerAddress): SenderKeyName =>
  new SenderKeyName(group, { id: peer.user, deviceId: peer.device, toString: () => `${peer.user}.${peer.device}` });
