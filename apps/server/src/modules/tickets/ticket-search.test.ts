import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { listTicketRows } from "./ticket-list.read-model.ts";

let world: TicketWorld;
const people = {
  joao: { name: "João Conceição", phoneNumber: "+551187654321" },
  maria: { name: "Maria 100%_boa", phoneNumber: "+5521991234567" },
  ana: { name: "ANA Müller", phoneNumber: "+5511934567890" },
};
const ticketOf: Record<string, string> = {};

beforeAll(async () => {
  world = await createTicketWorld();
  for (const [key, person] of Object.entries(people)) {
    ticketOf[key] = await world.ticket({ contactId: (await world.factories.contact(person)).id });
  }
});
afterAll(() => world.drop());

async function found(q: string, who: UserContext = world.admin): Promise<string[]> {
  const { items } = await listTicketRows(world.db, who.actor, { q, sort: "lastMessageAt", limit: 50 });
  return Object.keys(ticketOf).filter((key) => items.some((row) => row.id === ticketOf[key]));
}

test.each([
  ["joao", ["joao"]],
  ["JOÃO CONC", ["joao"]],
  ["conceicao", ["joao"]],
  ["muller", ["ana"]],
  ["ana", ["ana"]],
  ["100%", ["maria"]],
  ["100％", ["maria"]],
  ["%_b", ["maria"]],
  ["_", ["maria"]],
  ["\\", []],
  ["%o%", []],
  ["' OR 1=1 --", []],
  ["(21) 99123-4567", ["maria"]],
  ["21 9123-4567", ["maria"]],
  ["11 98765-4321", ["joao"]],
  ["+55 11 98765-4321", ["joao"]],
  ["87654321", ["joao"]],
  ["3456", ["ana", "maria"].toSorted()],
])("%j finds %j", async (q, expected) => {
  expect((await found(q)).toSorted()).toEqual(expected);
});

test("a ticket's number finds it, with and without #", async () => {
  const { number } = await world.row(ticketOf["ana"] ?? "");
  expect(await found(`#${number}`)).toEqual(["ana"]);
  expect(await found(String(number))).toContain("ana");
  expect(await found("#999999999")).toEqual([]);
  expect(await found("99999999999999999999")).toEqual([]);
});

test("searching shows nobody more than they may see", async () => {
  expect(await found("joao", world.agent)).toEqual(["joao"]);
  expect(await found("joao", world.outsider)).toEqual([]);
  const { number } = await world.row(ticketOf["joao"] ?? "");
  expect(await found(`#${number}`, world.outsider)).toEqual([]);
});
