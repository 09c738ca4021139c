import { Draft, endpoints } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explain } from "../../../test/query-plan.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { readOutbox } from "../../../test/context.ts";
import { newId } from "../../platform/ids.ts";
import { sendMessage } from "../messages/index.ts";
import { draftListStatement, listDraftRows } from "./draft.read-model.ts";
import { pruneDrafts } from "./draft.repository.ts";
import { saveDraft } from "./save-draft.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

type Fields = Partial<Omit<Draft, "ticketId" | "updatedAt">>;
const empty = {
  isPrivate: false,
  body: "",
  noteBody: "",
  quotedMessageId: null,
  noteQuotedMessageId: null,
  mentions: [],
};
const save = (ticketId: string, fields: Fields & { version: number }, who = world.agent) =>
  saveDraft(who, { id: ticketId, ...empty, ...fields });
const mine = (who = world.agent) => listDraftRows(world.db, who.actor, null, 50);
const openTicket = () => world.ticket({ userId: world.agent.actor.id, status: "OPEN" });

test("reply and note are kept apart with what is quoted, and told to the person alone", async () => {
  const ticketId = await openTicket();
  const { id: quotedMessageId } = await sendMessage(world.agent, { ticketId, body: "antes", isPrivate: false });
  const mentions = [{ kind: "colleague" as const, id: world.colleague.actor.id, name: "Bruno" }];
  const draft = { version: 10, isPrivate: true, body: "Olá", noteBody: "@Bruno veja", quotedMessageId, mentions };
  expect(await save(ticketId, draft)).toMatchObject({ ticketId, ...draft });
  expect((await mine()).find((row) => row.ticketId === ticketId)).toMatchObject(draft);
  expect(await mine(world.admin)).toEqual([]);
  expect((await readOutbox(world.db)).at(-1)).toEqual({
    type: "draft",
    userId: world.agent.actor.id,
    ofTicketId: ticketId,
  });
});

test("of many versions at once, in any order, the highest holds", async () => {
  const ticketId = await openTicket();
  const versions = [5, 9, 3, 8, 1, 7, 9, 2];
  await Promise.all(versions.map((version) => save(ticketId, { version, body: `v${version}` })));
  expect(await save(ticketId, { version: 9, body: "tarde" })).toMatchObject({ version: 9, body: "v9" });
  expect(await save(ticketId, { version: 10, body: "v10" })).toMatchObject({ version: 10, body: "v10" });
});

test("above the highest version that a browser may name there is room for what is sent and taken back", async () => {
  const ticketId = await openTicket();
  const takes = (version: number) => endpoints.saveDraft.body.safeParse({ ...empty, version }).success;
  const highest = 8_000_000_000_000_000;
  expect([takes(highest), takes(highest + 1)]).toEqual([true, false]);
  await save(ticketId, { version: highest, body: "Olá" });
  await sendMessage(world.agent, { ticketId, body: "Olá", isPrivate: false });
  expect(Draft.safeParse(await save(ticketId, { version: 1 })).error).toBeUndefined();
});

test("a ticket out of sight takes no draft and lists none", async () => {
  const ticketId = await openTicket();
  await expect(save(ticketId, { version: 1 }, world.outsider)).rejects.toMatchObject({ code: "not_found" });
  await expect(save(newId(), { version: 1 })).rejects.toMatchObject({ code: "not_found" });
  await save(ticketId, { version: 1, body: "minha" });
  await world.db.query(`UPDATE "Ticket" SET "userId" = $2::uuid WHERE "id" = $1::uuid`, [
    ticketId,
    world.colleague.actor.id,
  ]);
  expect((await mine()).map((row) => row.ticketId)).not.toContain(ticketId);
});

test("a reply quotes no note, a note quotes both, and neither what stands in another ticket", async () => {
  const [ticketId, otherId] = [await openTicket(), await openTicket()];
  const other = await sendMessage(world.agent, { ticketId: otherId, body: "outra", isPrivate: false });
  const note = await sendMessage(world.agent, { ticketId, body: "nota", isPrivate: true });
  const reply = await sendMessage(world.agent, { ticketId, body: "resposta", isPrivate: false });
  const none = { quotedMessageId: null, noteQuotedMessageId: null };
  const quoting = (version: number, { id }: { id: string }) =>
    save(ticketId, { version, quotedMessageId: id, noteQuotedMessageId: id });
  expect(await quoting(1, other)).toMatchObject(none);
  expect(await quoting(2, note)).toMatchObject({ quotedMessageId: null, noteQuotedMessageId: note.id });
  expect((await mine()).map((row) => row.ticketId)).toContain(ticketId);
  expect(await quoting(3, reply)).toMatchObject({ quotedMessageId: reply.id, noteQuotedMessageId: reply.id });
});

test("what was quoted goes with its side alone when that is sent", async () => {
  const ticketId = await openTicket();
  const { id: note } = await sendMessage(world.agent, { ticketId, body: "nota", isPrivate: true });
  const { id: reply } = await sendMessage(world.agent, { ticketId, body: "resposta", isPrivate: false });
  const quotes = { quotedMessageId: reply, noteQuotedMessageId: note };
  await save(ticketId, { version: 1, body: "Oi", noteBody: "Sobre", ...quotes });
  await sendMessage(world.agent, { ticketId, body: "Sobre isso", isPrivate: true, quotedMessageId: note });
  const now = async () => (await mine()).find((row) => row.ticketId === ticketId);
  expect(await now()).toMatchObject({ body: "Oi", noteBody: "", quotedMessageId: reply, noteQuotedMessageId: null });
  await save(ticketId, { version: 9, body: "Oi", ...quotes });
  await sendMessage(world.agent, { ticketId, body: "Oi", isPrivate: false, quotedMessageId: reply });
  expect(await now()).toMatchObject({ body: "", quotedMessageId: null, noteQuotedMessageId: note });
  await sendMessage(world.agent, { ticketId, body: "só isto", isPrivate: true, quotedMessageId: note });
  expect(await now()).toBeUndefined();
});

test("sending empties what was sent, also when its last letters were not saved; what was begun since stays", async () => {
  const ticketId = await openTicket();
  await save(ticketId, { version: 1, body: "Bom di", noteBody: "nota" });
  await sendMessage(world.agent, { ticketId, body: "Bom dia", isPrivate: false });
  expect(await mine()).toContainEqual(expect.objectContaining({ ticketId, body: "", noteBody: "nota", version: 2 }));
  await sendMessage(world.agent, { ticketId, body: "nota", isPrivate: true });
  expect((await mine()).map((row) => row.ticketId)).not.toContain(ticketId);
  await save(ticketId, { version: 5, body: "outra coisa" });
  await sendMessage(world.agent, { ticketId, body: "Tudo bem", isPrivate: false });
  expect(await mine()).toContainEqual(expect.objectContaining({ ticketId, body: "outra coisa", version: 5 }));
});

test("a save that was under way while it was sent does not bring it back", async () => {
  const ticketId = await openTicket();
  await save(ticketId, { version: 10, body: "Oi" });
  await sendMessage(world.agent, { ticketId, body: "Oi", isPrivate: false });
  expect(await save(ticketId, { version: 11, body: "Oi" })).toMatchObject({ version: 11, body: "" });
});

test("empty ones and those of tickets closed long ago are forgotten, and all with their ticket", async () => {
  const [kept, emptied, closed] = [await openTicket(), await openTicket(), await openTicket()];
  await save(kept, { version: 1, body: "fica" });
  await save(emptied, { version: 1 });
  await save(closed, { version: 1, body: "velho" });
  await world.db.query(`UPDATE "Ticket" SET "status" = 'CLOSED', "closedAt" = now() WHERE "id" = $1::uuid`, [closed]);
  const long = new Date(Date.now() - 86_400_000);
  expect(await pruneDrafts(world.db, { empty: long, closed: long })).toBe(0);
  const soon = new Date(Date.now() + 1000);
  expect(await pruneDrafts(world.db, { empty: soon, closed: soon })).toBeGreaterThanOrEqual(2);
  const left = (await mine()).map((row) => row.ticketId);
  expect(left).toContain(kept);
  expect(left).not.toContain(closed);
});

test("one's own are found by index among those of many people", async () => {
  await world.db.query(
    `INSERT INTO "User" ("id", "name", "email", "password", "updatedAt")
     SELECT gen_random_uuid(), 'P' || n, 'p' || n || '@example.com', '', now() FROM generate_series(1, 2000) n`,
  );
  await world.db.query(
    `INSERT INTO "TicketDraft" ("userId", "ticketId", "version", "body", "updatedAt")
     SELECT u."id", t."id", 1, 'x', now() FROM "User" u, "Ticket" t ON CONFLICT DO NOTHING`,
  );
  await world.db.query(`VACUUM ANALYZE "TicketDraft"`);
  const plan = await explain(world.db, draftListStatement(world.agent.actor, null, 50));
  expect(plan.scannedTables).not.toContain("TicketDraft");
  expect(plan.rowsRead("TicketDraft")).toBeLessThan(50);
});
