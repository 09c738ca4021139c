import { createHmac, randomBytes } from "node:crypto";
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  Curve,
  derivePairingCodeKey,
  hkdf,
  jidDecode,
  proto,
  type BinaryNode,
  type KeyPair,
} from "@whiskeysockets/baileys";
import { bufferOf, seconds } from "./bytes.ts";
import type { Connection } from "./connection.ts";
import type { LinkedDevice } from "./linked-device.ts";
import { bytesOf, node, now, refusal, result, SERVER } from "./stanzas.ts";

type RegistrationData = proto.ClientPayload.IDevicePairingRegistrationData;

const REFS = 6;
const ACCOUNT_SIGNATURE_PREFIX = Buffer.from([6, 0]);

type Agreement = {
  readonly identity: KeyPair;
  readonly shared: Buffer;
  readonly finish: (advSecret: Buffer, identity: Buffer) => void;
  readonly fail: (reason: Error) => void;
};

/** A device that shows a QR code or waits for its pairing code. */
export type PairingOffer = {
  readonly connection: Connection;
  readonly registration: RegistrationData;
  readonly refs: readonly string[];
  codeRequest: { readonly phone: string; readonly wrapped: Buffer; readonly ref: Buffer } | null;
  /** While the phone and the device agree on a secret out of the code. */
  agreement: Agreement | null;
  isTaken: boolean;
};

/** Shows the device the references of its QR codes. */
export function offerPairing(connection: Connection, registration: RegistrationData): PairingOffer {
  const refs = Array.from({ length: REFS }, () => `2@${randomBytes(24).toString("base64")}`);
  const shown = refs.map((ref) => node("ref", {}, Buffer.from(ref)));
  const id = randomBytes(4).toString("hex");
  connection.send(node("iq", { from: SERVER, type: "set", id, xmlns: "md" }, [node("pair-device", {}, shown)]));
  return { connection, registration, refs, codeRequest: null, agreement: null, isTaken: false };
}

/** What a QR code says: `<ref>,<noise key>,<identity key>,<secret>,<platform>`, after a link in newer versions. */
export function readQr(payload: string): { ref: string; identity: Buffer; advSecret: Buffer } {
  const [ref = "", , identity = "", advSecret = ""] = payload.replace(/^.*#/u, "").split(",");
  return { ref, identity: Buffer.from(identity, "base64"), advSecret: Buffer.from(advSecret, "base64") };
}

/** The device's request for a pairing code: it sends its ephemeral key, wrapped in the code that only it and a person know. */
export function requestCode(offer: PairingOffer, query: BinaryNode, request: BinaryNode): void {
  const phone = jidDecode(request.attrs["jid"])?.user ?? "";
  const wrapped = bytesOf(request, "link_code_pairing_wrapped_companion_ephemeral_pub");
  offer.codeRequest = { phone, wrapped, ref: randomBytes(16) };
  const answer = node("link_code_companion_reg", { stage: "companion_hello" }, [
    node("link_code_pairing_ref", {}, offer.codeRequest.ref),
  ]);
  offer.connection.send(result(query, [answer]));
}

/** The phone's person types the code: the phone answers with its own ephemeral key, wrapped the same way. */
export async function answerCode(
  offer: PairingOffer,
  code: string,
  { identity, finish, fail }: Omit<Agreement, "shared">,
): Promise<void> {
  const request = offer.codeRequest;
  if (request === null) throw new Error("this device asked for no code");
  const { wrapped, ref } = request;
  const theirKey = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  const theirs = aesDecryptCTR(wrapped.subarray(48, 80), theirKey, wrapped.subarray(32, 48));
  const ephemeral = Curve.generateKeyPair();
  offer.agreement = { identity, shared: Curve.sharedKey(ephemeral.private, theirs), finish, fail };
  const [salt, iv] = [randomBytes(32), randomBytes(16)];
  const sealed = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv);
  const hello = node("link_code_companion_reg", { stage: "primary_hello" }, [
    node("link_code_pairing_wrapped_primary_ephemeral_pub", {}, Buffer.concat([salt, iv, sealed])),
    node("primary_identity_pub", {}, identity.public),
    node("link_code_pairing_ref", {}, ref),
  ]);
  const attrs = { from: SERVER, type: "link_code_companion_reg", id: randomBytes(4).toString("hex"), t: now() };
  offer.connection.send(node("notification", attrs, [hello]));
}

/** The device's last word in the pairing by code. A wrong code shows here: its bundle cannot be opened. */
export function finishCode(offer: PairingOffer, query: BinaryNode, request: BinaryNode): void {
  const { agreement } = offer;
  if (agreement === null) throw new Error("no code was entered");
  const identity = bytesOf(request, "companion_identity_public");
  const secret = openBundle(agreement.shared, bytesOf(request, "link_code_pairing_wrapped_key_bundle"));
  if (secret === null) {
    offer.agreement = null;
    offer.connection.send(refusal(query, 400, "bad-request"));
    return agreement.fail(new Error("the pairing code is wrong"));
  }
  const sharedIdentity = Curve.sharedKey(agreement.identity.private, identity);
  const all = Buffer.concat([agreement.shared, sharedIdentity, secret]);
  offer.connection.send(result(query));
  agreement.finish(bufferOf(hkdf(all, 32, { info: "adv_secret" })), identity);
}

/** The random part of what the device sealed under the shared secret. */
function openBundle(shared: Buffer, bundle: Buffer): Buffer | null {
  const key = hkdf(shared, 32, { salt: bundle.subarray(0, 32), info: "link_code_pairing_key_bundle_encryption_key" });
  try {
    const opened = aesDecryptGCM(bundle.subarray(44), bufferOf(key), bundle.subarray(32, 44), Buffer.alloc(0));
    return opened.subarray(64, 96);
  } catch {
    return null;
  }
}

/** Tells the device that the account took it in; it signs, and is sent away to come back with its credentials. */
export function welcome(offer: PairingOffer, device: LinkedDevice, identity: Buffer, advSecret: Buffer): void {
  const account = device.account.device.identity;
  const details = proto.ADVDeviceIdentity.encode({
    rawId: 1,
    timestamp: seconds(Date.now()),
    keyIndex: device.keyIndex,
  }).finish();
  const accountSignature = Curve.sign(account.private, Buffer.concat([ACCOUNT_SIGNATURE_PREFIX, details, identity]));
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: account.public,
    accountSignature,
  }).finish();
  const hmac = createHmac("sha256", advSecret).update(signed).digest();
  const success = node("pair-success", {}, [
    node("device-identity", {}, proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish()),
    node("biz", { name: device.account.name ?? "" }),
    node("device", { jid: device.jid("pn"), lid: device.jid("lid") }),
    node("platform", { name: "android" }),
  ]);
  const attrs = { from: SERVER, type: "set", id: randomBytes(4).toString("hex"), t: now() };
  offer.connection.send(node("iq", attrs, [success]));
}
