import type { SimulatorBehaviour } from "@whatskovi/contract";
import { afterEach, expect, test } from "vitest";
import type { z } from "zod";
import type { DriverMemory, DriverState, InboundEventInput, WhatsAppDriver } from "../../driver.ts";
import type { SimulatedPhones } from "../../simulated-phones.ts";
import { createSimulator } from "./index.ts";
import { lidOf } from "./numbers.ts";

const id = "0193a1b2-0000-7000-8000-00000000000a";
const started: WhatsAppDriver[] = [];
afterEach(async () => {
  for (const driver of started.splice(0)) await driver.stop(1000);
});

function memoryOfTest(): DriverMemory {
  const rows = new Map<string, Uint8Array>();
  return {
    get: async (type, ids) =>
      new Map(
        ids.flatMap((each) => (rows.has(`${type} ${each}`) ? [[each, rows.get(`${type} ${each}`)!] as const] : [])),
      ),
    list: async (type) =>
      new Map(
        [...rows].flatMap(([key, value]) => (key.startsWith(`${type} `) ? [[key.slice(type.length + 1), value]] : [])),
      ),
    set: async (entries) => {
      for (const { type, id: each, value } of entries) {
        if (value === null) rows.delete(`${type} ${each}`);
        else rows.set(`${type} ${each}`, value);
      }
    },
  };
}

type World = {
  driver: WhatsAppDriver;
  phones: SimulatedPhones;
  events: InboundEventInput[];
  states: z.input<typeof DriverState>[];
};

async function start(
  behaviour: Partial<SimulatorBehaviour>,
  memory = memoryOfTest(),
  pairing = "none",
): Promise<World> {
  const { factory, phones } = createSimulator({ memoryOf: () => memory });
  const [events, states]: [InboundEventInput[], z.input<typeof DriverState>[]] = [[], []];
  const silent = () => {};
  const driver = factory.create({
    connectionId: id,
    settings: { pairing, behaviour: { ackDelayMs: [0, 0], ...behaviour } },
    memory,
    deliver: async (told) => void events.push(...told),
    setState: (state) => void states.push(state),
    customerTyping: silent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  started.push(driver);
  await driver.start();
  return { driver, phones, events, states };
}

const write = ({ phones }: Pick<World, "phones">, phone: string, body: string) =>
  phones.write(id, { phone, name: "Ana", type: "TEXT", body });
const bodies = ({ events }: Pick<World, "events">) =>
  events.flatMap((event) => (event.kind === "message" ? [event.body] : []));
const online = ({ states }: World) => expect.poll(() => states.at(-1)?.status).toBe("online");

test("what came meanwhile waits to be fetched, when it does not come by itself", async () => {
  const world = await start({ replaysByItself: false });
  await world.phones.drop(id, "network", 30);
  await write(world, "+5511900000001", "fora");
  await online(world);
  expect(bodies(world)).toEqual([]);
  expect(await world.driver.catchUp?.(new Date())).toEqual({ unverified: [] });
  expect(bodies(world)).toEqual(["fora"]);
});

test("conversations that cannot be looked into are named, and what came there is lost", async () => {
  const world = await start({ catchUpBlindRate: 0.5 });
  await world.phones.drop(id, "network", 30);
  const phones = Array.from({ length: 12 }, (_, index) => `+55119000001${String(index).padStart(2, "0")}`);
  for (const phone of phones) await write(world, phone, phone);
  await online(world);
  const { unverified } = (await world.driver.catchUp?.(new Date())) ?? { unverified: [] };
  const lost = unverified.map(({ identities }) => `+${identities[0]?.value}`);
  expect(lost.length).toBeGreaterThan(1);
  expect(lost.length).toBeLessThan(11);
  expect(bodies(world).toSorted()).toEqual(phones.filter((phone) => !lost.includes(phone)).toSorted());
});

test("a share of customers hides the phone, the same each time, until WhatsApp links the names", async () => {
  const phones = Array.from({ length: 20 }, (_, index) => `+55119000002${String(index).padStart(2, "0")}`);
  const named = async () => {
    const world = await start({ lidRate: 0.5 });
    for (const phone of phones) await write(world, phone, "oi");
    return { world, kinds: world.events.map((event) => event.kind === "message" && event.chat.identities[0]?.kind) };
  };
  const [first, second] = [await named(), await named()];
  expect(first.kinds).toEqual(second.kinds);
  expect(new Set(first.kinds)).toEqual(new Set(["PHONE", "LID"]));
  const hidden = phones[first.kinds.indexOf("LID")] ?? "";
  await first.world.phones.link(id, hidden);
  expect(first.world.events.at(-1)).toMatchObject({
    kind: "contact",
    party: {
      identities: [
        { kind: "LID", value: lidOf(hidden) },
        { kind: "PHONE", value: hidden.slice(1) },
      ],
    },
  });
});

test("earlier conversations come with the pairing, the same for the same seed, and once", async () => {
  const paired = async () => {
    const world = await start({ historyChats: 60, seed: 5 }, memoryOfTest(), "qr");
    await world.phones.scan(id);
    await online(world);
    return world;
  };
  const [first, second] = [await paired(), await paired()];
  expect(bodies(first)).toHaveLength(240);
  expect(bodies(first)).toEqual(bodies(second));
  expect(first.events.every((event) => event.kind === "message" && event.origin === "history")).toBe(true);
  expect(first.states.map(({ progress }) => progress).filter((each) => each !== undefined)).toEqual([0, 42, 83, 100]);
  expect((await first.phones.listChats(id)).length).toBe(60);
});

test("a restriction outlasts a restart, lets messages in, and ends by itself", async () => {
  const memory = memoryOfTest();
  const before = await start({}, memory);
  await before.phones.drop(id, "restriction", 700);
  await before.driver.stop(1000);
  const world = await start({}, memory);
  expect(world.states.at(-1)).toMatchObject({ status: "restricted", providerCode: "463" });
  expect(world.states.at(-1)?.restrictedUntil).toBeGreaterThan(Date.now());
  await write(world, "+5511900000003", "ainda chega");
  expect(bodies(world)).toEqual(["ainda chega"]);
  await online(world);
});

test("both writings of a number are one phone", async () => {
  const world = await start({});
  await write(world, "+5531987650001", "com nove");
  await write(world, "+553187650001", "sem nove");
  const chats = await world.phones.listChats(id);
  expect(chats.map(({ messages }) => messages.map(({ body }) => body))).toEqual([["com nove", "sem nove"]]);
  const to = [{ kind: "PHONE", value: "553187650001" }] as const;
  const command = { messageId: crypto.randomUUID(), to, content: { type: "TEXT", body: "oi" }, quoted: null } as const;
  expect((await world.driver.send(command)).recipient).toEqual({ kind: "PHONE", value: "553187650001" });
  expect((await world.phones.findChat(id, "+5531987650001"))?.messages).toHaveLength(3);
});

test("what a customer changed while the number was away is told on its return, also after a restart", async () => {
  const memory = memoryOfTest();
  const before = await start({}, memory);
  const { providerId } = await write(before, "+5511900000004", "erado");
  await before.driver.stop(1000);
  const place = { phone: "+5511900000004", providerId };
  expect(await before.phones.edit(id, place, "errado")).toBe(true);
  expect(await before.phones.react(id, place, "👍", null)).toBe(true);
  expect(await before.phones.edit(id, { ...place, providerId: "sim.none" }, "x")).toBe(false);
  const world = await start({}, memory);
  await expect.poll(() => world.events.map(({ kind }) => kind)).toEqual(["edited", "reaction"]);
  expect(world.events).toMatchObject([{ body: "errado" }, { emoji: "👍", isFromUs: true }]);
});
