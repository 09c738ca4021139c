import type { ErrorCode } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "../src/platform/ids.ts";
import { startTestServer, type TestServer, type TestUser } from "./harness.ts";

type Addressing = "phone" | "lid" | "both";

let server: TestServer;
let admin: TestUser;
let agent: TestUser;
let connectionId: string;
let queueId: string;
beforeAll(async () => {
  server = await startTestServer();
  queueId = (await server.factories.queue()).id;
  admin = await server.signedIn({ role: "ADMIN" });
  agent = await server.signedIn({ queueIds: [queueId] });
  const body = { driver: "simulator" as const, name: "Simulador", settings: {}, queueId };
  connectionId = (await admin.api.createConnection({ body })).id;
  const status = async () => (await admin.api.getConnection({ params: { id: connectionId } })).status;
  await vi.waitFor(async () => expect(await status()).toBe("online"), { timeout: 8000 });
});
afterAll(() => server.stop());

const write = (phone: string, addressing: Addressing, body: string) =>
  admin.api.simulateMessage({ params: { connectionId }, body: { from: { phone, name: "Rita", addressing }, body } });
const contacts = async (q: string) => (await admin.api.listContacts({ query: { q } })).items;
const active = async (contactId: string) =>
  (await admin.api.listTickets({ query: { contactId, status: "OPEN,PENDING" } })).items;
const bodies = async (id: string) =>
  (await admin.api.listTicketMessages({ params: { id } })).items.map(({ body }) => body).toSorted();
const problem = (code: ErrorCode) => expect.objectContaining({ problem: expect.objectContaining({ code }) });

test("LID, LID and phone, phone with and without the ninth digit: one contact with one active ticket", async () => {
  await write("+5531987650001", "lid", "1");
  await write("+5531987650001", "both", "2");
  await write("+5531987650001", "phone", "3");
  await write("+553187650001", "phone", "4");
  const found = await contacts("87650001");
  expect(found).toHaveLength(1);
  const [contact] = found;
  expect(contact).toMatchObject({ name: "Rita", isPhoneUnknown: false, username: null });
  expect(contact!.identities.map(({ kind }) => kind).toSorted()).toEqual(["LID", "PHONE"]);
  const tickets = await active(contact!.id);
  expect(tickets).toHaveLength(1);
  expect(await bodies(tickets[0]!.id)).toEqual(["1", "2", "3", "4"]);
});

test("a LID that waits and a phone being served become one when WhatsApp links them, and two again when undone", async () => {
  const phone = "+5531987650002";
  await write(phone, "lid", "by lid");
  const [byLid] = (await admin.api.listContacts({ query: { q: "Rita" } })).items.filter(
    ({ isPhoneUnknown }) => isPhoneUnknown,
  );
  await write(phone, "phone", "by phone");
  const [byPhone] = await contacts("87650002");
  const [served] = await active(byPhone!.id);
  const [waiting] = await active(byLid!.id);
  await agent.api.acceptTicket({ params: { id: served!.id } });
  await admin.api.simulateLink({ params: { connectionId, phone } });
  await server.drain();
  await expect(admin.api.getContact({ params: { id: byPhone!.id } })).rejects.toEqual(problem("not_found"));
  expect(await active(byLid!.id)).toMatchObject([
    { id: served!.id, status: "OPEN", userId: agent.id, unreadMessages: 2 },
  ]);
  expect(await agent.api.getTicket({ params: { id: served!.id } })).toMatchObject({ contactId: byLid!.id });
  expect(await bodies(served!.id)).toEqual(["by lid", "by phone"]);
  const events = await admin.api.listTicketEvents({ params: { id: waiting!.id } });
  expect(events.items[0]).toMatchObject({
    type: "MERGED",
    details: { role: "closed", ticket: { number: served!.number } },
  });
  const { items } = await admin.api.listContactMerges({ params: { id: byLid!.id } });
  expect(items).toMatchObject([{ user: null, mergedTickets: 1, canUndo: true, merged: { id: byPhone!.id } }]);
  await admin.api.undoContactMerge({ params: { id: items[0]!.id } });
  expect(await active(byLid!.id)).toMatchObject([
    { id: waiting!.id, status: "PENDING", userId: null, unreadMessages: 1 },
  ]);
  expect(await active(byPhone!.id)).toMatchObject([
    { id: served!.id, status: "OPEN", userId: agent.id, unreadMessages: 1 },
  ]);
  expect([await bodies(waiting!.id), await bodies(served!.id)]).toEqual([["by lid"], ["by phone"]]);
  await expect(admin.api.undoContactMerge({ params: { id: items[0]!.id } })).rejects.toEqual(
    problem("merge_not_undoable"),
  );
  const merge = await admin.api.mergeContacts({ params: { id: byPhone!.id }, body: { contactId: byLid!.id } });
  expect(merge).toMatchObject({ contactId: byPhone!.id, user: { id: admin.id }, mergedTickets: 1 });
});

test("a conversation is opened by hand under the number as WhatsApp knows it, and the answer comes into it", async () => {
  const phoneNumber = "+55 31 98765-0003";
  const check = await agent.api.checkNumber({ body: { connectionId, phoneNumber } });
  expect(check).toEqual({ isOnWhatsApp: true, phoneNumber: "+553187650003", isPlausible: true, contactId: null });
  const body: Parameters<typeof agent.api.openTicket>[0]["body"] = { connectionId, phoneNumber, name: "Nova" };
  const [ticket, again] = await Promise.all([agent.api.openTicket({ body }), agent.api.openTicket({ body })]);
  expect(ticket).toMatchObject({ id: again.id, status: "OPEN", userId: agent.id, queueId, contact: { name: "Nova" } });
  await agent.api.sendMessage({ body: { id: newId(), ticketId: ticket.id, body: "Bom dia" } });
  await server.drain();
  await write("+5531987650003", "both", "oi");
  expect(await bodies(ticket.id)).toEqual(["Bom dia", "oi"]);
  const colleague = await server.signedIn({ queueIds: [(await server.factories.queue()).id] });
  await expect(colleague.api.openTicket({ body })).rejects.toMatchObject({
    problem: { code: "active_ticket_exists", takenBy: { id: agent.id } },
  });
});

test("openings name a contact or a phone, not both, and nothing else", async () => {
  const bad: object[] = [
    { connectionId },
    { connectionId, contactId: newId(), phoneNumber: "+5531987650004" },
    { connectionId, phoneNumber: "abc" },
    { connectionId, phoneNumber: "+5531987650004", userId: newId() },
  ];
  for (const body of bad) {
    await expect(agent.api.openTicket({ body: body as never })).rejects.toMatchObject({ status: 400 });
  }
  const body = { contactId: newId(), force: true } as never;
  await expect(admin.api.mergeContacts({ params: { id: newId() }, body })).rejects.toMatchObject({ status: 400 });
});
