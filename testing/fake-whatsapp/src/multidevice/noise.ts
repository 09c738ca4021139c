import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  type KeyPair,
} from "@whiskeysockets/baileys";
import { bufferOf, sha256 } from "./bytes.ts";

const NOTHING = Buffer.alloc(0);

const counterIv = (counter: number): Buffer => {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
};

/** The keys with which the server shows itself. Baileys' rc14 checks no signature of them, so that any will do. */
export type ServerKeys = { readonly leaf: KeyPair; readonly intermediate: KeyPair; readonly root: KeyPair };

export const newServerKeys = (): ServerKeys => ({
  leaf: Curve.generateKeyPair(),
  intermediate: Curve.generateKeyPair(),
  root: Curve.generateKeyPair(),
});

/** The server's half of Noise XX (Curve25519, AES-GCM, SHA-256) and the two ciphers that come of it. */
export class NoiseResponder {
  #hash: Buffer;
  #salt: Buffer;
  #key: Buffer;
  #counter = 0;
  readonly #ephemeral = Curve.generateKeyPair();
  readonly #keys: ServerKeys;
  #transport: { read: Buffer; reads: number; write: Buffer; writes: number } | null = null;

  constructor(keys: ServerKeys) {
    const mode = Buffer.from(NOISE_MODE);
    this.#hash = mode.length === 32 ? mode : sha256(mode);
    this.#salt = this.#hash;
    this.#key = this.#hash;
    this.#keys = keys;
    this.#mixHash(NOISE_WA_HEADER);
  }

  /** Answers the first frame. */
  hello(bytes: Buffer): Uint8Array {
    const theirs = bufferOf(proto.HandshakeMessage.decode(bytes).clientHello?.ephemeral);
    this.#mixHash(theirs);
    this.#mixHash(this.#ephemeral.public);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, theirs));
    const serverStatic = this.#seal(this.#keys.leaf.public);
    this.#mixKey(Curve.sharedKey(this.#keys.leaf.private, theirs));
    const payload = this.#seal(this.#certificates());
    return proto.HandshakeMessage.encode({
      serverHello: { ephemeral: this.#ephemeral.public, static: serverStatic, payload },
    }).finish();
  }

  /** Reads the second frame: who wants in. From here on `encrypt` and `decrypt` work. */
  finish(bytes: Buffer): proto.ClientPayload {
    const { clientFinish } = proto.HandshakeMessage.decode(bytes);
    const theirStatic = this.#open(bufferOf(clientFinish?.static));
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, theirStatic));
    const payload = proto.ClientPayload.decode(this.#open(bufferOf(clientFinish?.payload)));
    const [read, write] = this.#derive(NOTHING);
    this.#transport = { read, reads: 0, write, writes: 0 };
    return payload;
  }

  encrypt(plain: Uint8Array): Buffer {
    const transport = this.#ready();
    return aesEncryptGCM(plain, transport.write, counterIv(transport.writes++), NOTHING);
  }

  decrypt(sealed: Buffer): Buffer {
    const transport = this.#ready();
    return aesDecryptGCM(sealed, transport.read, counterIv(transport.reads++), NOTHING);
  }

  #ready() {
    if (this.#transport === null) throw new Error("the handshake is not over");
    return this.#transport;
  }

  #certificates(): Uint8Array {
    const { Details } = proto.CertChain.NoiseCertificate;
    const leaf = Details.encode({ serial: 1, issuerSerial: 1, key: this.#keys.leaf.public }).finish();
    const intermediate = Details.encode({ serial: 1, issuerSerial: 0, key: this.#keys.intermediate.public }).finish();
    return proto.CertChain.encode({
      leaf: { details: leaf, signature: Curve.sign(this.#keys.intermediate.private, leaf) },
      intermediate: { details: intermediate, signature: Curve.sign(this.#keys.root.private, intermediate) },
    }).finish();
  }

  #mixHash(bytes: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, bytes]));
  }

  #mixKey(secret: Uint8Array): void {
    [this.#salt, this.#key] = this.#derive(secret);
    this.#counter = 0;
  }

  #derive(secret: Uint8Array): [Buffer, Buffer] {
    const keys = bufferOf(hkdf(bufferOf(secret), 64, { salt: this.#salt, info: "" }));
    return [keys.subarray(0, 32), keys.subarray(32)];
  }

  #seal(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, counterIv(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return sealed;
  }

  #open(sealed: Buffer): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, counterIv(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return plain;
  }
}
