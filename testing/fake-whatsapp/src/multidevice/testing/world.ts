import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { UserFacingSocketConfig } from "@whiskeysockets/baileys";
import { afterEach, beforeEach, expect } from "vitest";
import type { CompanyPhone } from "../company-phone.ts";
import { startFakeMultiDevice, type FakeMultiDevice } from "../server.ts";
import { BaileysClient, type Credentials } from "./baileys-client.ts";

export const COMPANY = "5511999990000";
export const MARIA = { phone: "5511988887777", name: "Maria" };
export const MARIA_JID = `${MARIA.phone}@s.whatsapp.net`;

type World = {
  fake: FakeMultiDevice;
  phone: CompanyPhone;
  /** A device that connects, linked or not. */
  newDevice: (config?: Partial<UserFacingSocketConfig>, credentials?: Credentials) => BaileysClient;
  /** A device linked by its QR code, connected. */
  link: (config?: Partial<UserFacingSocketConfig>) => Promise<BaileysClient>;
  /** A device that was linked before, connected. */
  connect: (credentials: Credentials, config?: Partial<UserFacingSocketConfig>) => Promise<BaileysClient>;
};

/** A stand-in for each test and the devices against it. Afterwards nothing may have been left unanswered. */
export function useWorld(): World {
  const clients: BaileysClient[] = [];
  const trusted = getCACertificates("default");
  const world = {} as World;
  const open = (credentials: Credentials | undefined, config?: Partial<UserFacingSocketConfig>) => {
    const client = new BaileysClient(world.fake, credentials, config);
    clients.push(client);
    return client;
  };
  world.newDevice = (config, credentials) => open(credentials, config);
  world.connect = (credentials, config) => open(credentials, config).open();
  world.link = async (config) => {
    const pairing = open(undefined, config);
    world.phone.scanQr(await pairing.qr());
    await pairing.closed();
    return world.connect(pairing.credentials, config);
  };
  beforeEach(async () => {
    world.fake = await startFakeMultiDevice({ phones: [{ phone: COMPANY, name: "Loja" }] });
    setDefaultCACertificates([...trusted, world.fake.mediaCa]);
    world.phone = world.fake.phone(COMPANY);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    setDefaultCACertificates(trusted);
    await world.fake.close();
    expect(world.fake.errors).toEqual([]);
    expect(world.fake.unhandled).toEqual([]);
  });
  return world;
}
