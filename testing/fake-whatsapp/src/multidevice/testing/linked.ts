import { BaileysClient, type Credentials } from "./baileys-client.ts";
import type { CompanyPhone } from "../company-phone.ts";
import type { FakeMultiDevice } from "../server.ts";
import type { UserFacingSocketConfig } from "@whiskeysockets/baileys";

/** Links a new device by QR code and connects it. */
export async function linkByQr(fake: FakeMultiDevice, phone: CompanyPhone, config?: Partial<UserFacingSocketConfig>) {
  const pairing = new BaileysClient(fake, undefined, config);
  phone.scanQr(await pairing.qr());
  await pairing.closed();
  return connect(fake, pairing.credentials, config);
}

/** Connects with credentials that were linked before. */
export async function connect(
  fake: FakeMultiDevice,
  credentials: Credentials,
  config?: Partial<UserFacingSocketConfig>,
) {
  return new BaileysClient(fake, credentials, config).open();
}
