import tls from "node:tls";
import { type CompanyPhone, type FakeMultiDevice, startFakeMultiDevice } from "@whatskovi/fake-whatsapp/multidevice";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { MemoryOfTest, Run, until } from "./baileys.fixture.ts";
import type { DriverOptions } from "./baileys.driver.ts";

const maria = { phone: "5511988887777", name: "Maria" };

let fake: FakeMultiDevice;
let phone: CompanyPhone;
let memory: MemoryOfTest;
const runs: Run[] = [];
let companies = 0;

beforeAll(async () => {
  fake = await startFakeMultiDevice();
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), fake.mediaCa]);
});
afterAll(() => fake.close());

function open(options: Partial<DriverOptions> = {}): Run {
  const run = new Run(memory, { webSocketUrl: fake.url, ...options });
  runs.push(run);
  return run;
}

function newNumber(): void {
  memory = new MemoryOfTest();
  phone = fake.addPhone({ phone: String(5_511_900_000_001 + companies++), name: "Loja" });
}

afterEach(async () => {
  await Promise.all(runs.splice(0).map(({ driver }) => driver.stop(1000)));
});

async function start(options: Partial<DriverOptions> = {}): Promise<Run> {
  const run = open(options);
  await run.driver.start();
  await run.is("online");
  return run;
}

async function link(options: Partial<DriverOptions> = {}): Promise<Run> {
  newNumber();
  const pairing = open(options);
  await pairing.driver.start();
  const { qrCode } = await until(() => pairing.states.find((state) => state.qrCode !== null), "a code");
  phone.scanQr(qrCode ?? "");
  await pairing.is("stopped");
  return start(options);
}

test("a phone links it by QR code, and it starts again without one", async () => {
  const run = await link();
  const pairing = runs[0];
  expect(pairing?.states.map(({ status }) => status)).toEqual(["starting", "pairing", "syncing", "stopped"]);
  expect(pairing?.state).toMatchObject({ providerCode: "515", restartsAtOnce: true });
  expect(run.state).toMatchObject({ status: "online", phoneNumber: `+${phone.phone}` });
  expect(Math.max(...memory.writes)).toBeGreaterThanOrEqual(812);
  expect(memory.count("key.pre-key")).toBeGreaterThan(800);
  await run.driver.stop(1000);
  const again = await start();
  expect(again.states.map(({ status }) => status)).not.toContain("pairing");
  const { providerId } = await phone.customerWrites({ ...maria, body: "bom dia" });
  expect(await again.message(providerId)).toMatchObject({
    type: "TEXT",
    body: "bom dia",
    origin: "live",
    chat: { name: "Maria", identities: [{ kind: "PHONE", value: maria.phone }, { kind: "LID" }] },
  });
});
