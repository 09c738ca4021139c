import type { Contact } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Customer, type Phone, phoneDrivers } from "./phone.ts";
import { type Line, type PhoneWorld, startPhoneWorld } from "./phone-world.ts";
import { until } from "./until.ts";

vi.setConfig({ testTimeout: 40_000 });

let world: PhoneWorld;
const lines = new Map<string, Line>();

beforeAll(async () => {
  world = await startPhoneWorld(phoneDrivers);
  await Promise.all(phoneDrivers.map(async (driver) => lines.set(driver, await world.link(driver))));
}, 60_000);
afterAll(() => world.stop());

describe.each(phoneDrivers)("by %s", (driver) => {
  const place = phoneDrivers.indexOf(driver);
  let phone: Phone;
  let line: Line;
  beforeAll(() => {
    phone = world.phone(driver);
    line = lines.get(driver)!;
  });

  const contacts = async (name: string): Promise<Contact[]> =>
    (await world.api.listContacts({ query: { q: name } })).items.filter((each) => each.name === name);
  const tickets = async (name: string) => (await line.tickets()).filter(({ contact }) => contact.name === name);
  const bodies = async (name: string) =>
    Promise.all(
      (await tickets(name)).map(async ({ id }) => (await world.messages(id)).map(({ body }) => body).toSorted()),
    );
  /** Resolves when the message is stored. */
  const writes = async (from: Customer, name: string, body: string) => {
    await phone.write({ ...from, name }, { body });
    await until(`${body} is there`, async () => (await bodies(name)).flat().includes(body));
  };

  test("a LID, then with its phone, then with and without the ninth digit: one contact with one active ticket", async () => {
    const name = `Rita ${driver}`;
    const [lid, digits] = [`30000000000000${place}`, `55318765000${place}`];
    const withNinth = digits.replace("5531", "55319");
    await writes({ lid }, name, "1 LID");
    expect(await contacts(name)).toMatchObject([{ isPhoneUnknown: true, phoneNumber: null }]);
    await writes({ lid, phone: withNinth }, name, "2 LID e telefone");
    await writes({ phone: withNinth }, name, "3 telefone");
    await writes({ phone: digits }, name, "4 telefone sem o nono dígito");
    expect(await contacts(name)).toMatchObject([{ isPhoneUnknown: false }]);
    expect(await bodies(name)).toEqual([["1 LID", "2 LID e telefone", "3 telefone", "4 telefone sem o nono dígito"]]);
  });

  test("two that turn out to be one become one with one ticket, and two again when that is undone", async () => {
    const name = `Caio ${driver}`;
    const [lid, digits] = [`40000000000000${place}`, `552198765400${place}`];
    await writes({ lid }, name, "pelo LID");
    await writes({ phone: digits }, name, "pelo telefone");
    expect(await contacts(name)).toHaveLength(2);
    const before = (await tickets(name)).map(({ id }) => id).toSorted();
    expect(before).toHaveLength(2);
    await writes({ lid, phone: digits }, name, "por ambos");
    const [one, ...others] = await contacts(name);
    expect(others).toEqual([]);
    expect(await bodies(name)).toEqual([["pelo LID", "pelo telefone", "por ambos"]]);

    const { items: merges } = await world.api.listContactMerges({ params: { id: one?.id ?? "" } });
    expect(merges).toMatchObject([{ user: null, mergedTickets: 1, canUndo: true }]);
    await world.api.undoContactMerge({ params: { id: merges[0]?.id ?? "" } });
    expect(await contacts(name)).toHaveLength(2);
    expect((await tickets(name)).map(({ id }) => id).toSorted()).toEqual(before);
    const parted = await bodies(name);
    expect(parted.flat().toSorted()).toEqual(["pelo LID", "pelo telefone", "por ambos"]);
    expect(parted.find((each) => each.includes("pelo LID"))).not.toContain("pelo telefone");
  });
});
