import { afterAll, beforeAll, expect, test } from "vitest";
import { driverCapabilities } from "@whatskovi/contract";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import type { NumberCheck } from "../../whatsapp/driver.ts";
import { sendMessage, receiveEvents } from "../messages/index.ts";
import { checkNumber } from "./check-number.ts";
import { openTicket } from "./open-ticket.ts";

let world: TicketWorld;
/** What WhatsApp answers, by phone; and what it was asked. */
const answers = new Map<string, NumberCheck | "away">();
const asked: string[] = [];
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const by = (person: TicketWorld["admin"]) => ({
  ...person,
  askNumber: async (_connectionId: string, phoneNumber: string) => {
    asked.push(phoneNumber);
    const answer = answers.get(phoneNumber) ?? {
      isOnWhatsApp: true as const,
      identities: [{ kind: "PHONE" as const, value: phoneNumber.slice(1) }],
    };
    if (answer === "away") throw new AppError("connection_state_conflict");
    return answer;
  },
});
const open = (
  person: TicketWorld["admin"],
  fields: { contactId?: string; phoneNumber?: string; name?: string; queueId?: string; connectionId?: string },
) => openTicket(by(person), { connectionId: world.connection.id, ...fields });

let counter = 0;
const newPhone = () => `+5531987${String(40_000 + counter++).padStart(6, "0")}`;
const withoutNinth = (phone: string) => phone.replace("+55319", "+5531");

test("a phone is asked for once a day, and kept as WhatsApp names it", async () => {
  const phoneNumber = newPhone();
  const canonical = withoutNinth(phoneNumber).slice(1);
  answers.set(phoneNumber, {
    isOnWhatsApp: true,
    identities: [
      { kind: "PHONE", value: canonical },
      { kind: "LID", value: `77${canonical}` },
    ],
  });
  const check = () => checkNumber(by(world.agent), { connectionId: world.connection.id, phoneNumber });
  expect(await check()).toEqual({
    isOnWhatsApp: true,
    phoneNumber: `+${canonical}`,
    isPlausible: true,
    contactId: null,
  });
  const ticket = await open(world.agent, { phoneNumber, name: "Nova" });
  expect(asked.filter((each) => each === phoneNumber)).toHaveLength(1);
  expect(ticket).toMatchObject({
    status: "OPEN",
    userId: world.agent.actor.id,
    queueId: world.queue.id,
    contact: { name: "Nova", phoneNumber: `+${canonical}` },
    firstResponseAt: null,
    waitingSince: null,
  });
  expect(
    await world.db.query(
      `SELECT "kind", "value", "address" FROM "ContactIdentity" WHERE "contactId" = $1::uuid ORDER BY "kind"`,
      [ticket.contactId],
    ),
  ).toEqual([
    { kind: "PHONE", value: canonical, address: canonical },
    { kind: "LID", value: `77${canonical}`, address: `77${canonical}` },
  ]);
  expect(await world.events(ticket.id)).toMatchObject([{ type: "OPENED", userId: world.agent.actor.id }]);
  expect(await world.outbox(ticket.id)).toMatchObject([{ type: "ticket", isNew: true }]);
  expect(await check()).toMatchObject({ contactId: ticket.contactId });
  expect(await checkNumber(by(world.outsider), { connectionId: world.connection.id, phoneNumber })).toMatchObject({
    contactId: null,
  });
});

test("who is not on WhatsApp is not written to; what cannot ask says so; what is away is said clearly", async () => {
  const [absent, away] = [newPhone(), newPhone()];
  answers.set(absent, { isOnWhatsApp: false });
  answers.set(away, "away");
  await expect(open(world.agent, { phoneNumber: absent })).rejects.toMatchObject({ code: "not_on_whatsapp" });
  await expect(open(world.agent, { phoneNumber: away })).rejects.toMatchObject({ code: "connection_state_conflict" });
  const official = await world.factories.connection({ driver: "cloud-api" });
  expect(driverCapabilities["cloud-api"].numberCheck).toBe(false);
  const check = await checkNumber(by(world.agent), { connectionId: official.id, phoneNumber: absent });
  expect(check).toMatchObject({ isOnWhatsApp: null, phoneNumber: absent });
  expect(await open(world.agent, { phoneNumber: newPhone(), connectionId: official.id })).toMatchObject({
    status: "OPEN",
  });
  await expect(checkNumber(by(world.agent), { connectionId: newId(), phoneNumber: absent })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("what cannot be a phone is refused; what is only unusual is a warning", async () => {
  const check = (phoneNumber: string) =>
    checkNumber(by(world.agent), { connectionId: world.connection.id, phoneNumber });
  await expect(check("+55119")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(check("+999123456789")).rejects.toMatchObject({ code: "invalid_input" });
  expect(await check("+551187654321")).toMatchObject({ isOnWhatsApp: true, isPlausible: false });
});

test("a double click opens one, and so do two agents and the customer at once", async () => {
  for (let round = 0; round < 5; round += 1) {
    const phoneNumber = newPhone();
    const value = withoutNinth(phoneNumber).slice(1);
    const write = receiveEvents({ ...world.admin }, world.connection.id, [
      {
        kind: "message",
        providerId: newId(),
        chat: { identities: [{ kind: "PHONE", value }], name: null },
        origin: "live",
        timestamp: Date.now(),
        type: "TEXT",
        body: "oi",
      },
    ]);
    const tickets = await Promise.all([open(world.admin, { phoneNumber }), open(world.admin, { phoneNumber }), write]);
    expect(tickets[0].id).toBe(tickets[1].id);
    expect(await world.db.models.ticket.count({ where: { contactId: tickets[0].contactId } })).toBe(1);
    expect(await world.db.models.message.count({ where: { ticketId: tickets[0].id } })).toBe(1);
  }
});

test("the contact's active ticket is the answer to who sees it; others learn who has it, or where it waits", async () => {
  const phoneNumber = newPhone();
  const { id: contactId } = await world.factories.contact({ phoneNumber });
  const taken = await world.ticket({ contactId, userId: world.outsider.actor.id, queueId: world.otherQueue.id });
  expect(await open(world.admin, { phoneNumber })).toMatchObject({ id: taken, userId: world.outsider.actor.id });
  await expect(open(world.agent, { phoneNumber })).rejects.toMatchObject({
    code: "active_ticket_exists",
    details: { takenBy: { id: world.outsider.actor.id, name: "Olívia" } },
  });
  await expect(open(world.agent, { contactId })).rejects.toMatchObject({ code: "not_found" });
  await world.db.models.ticket.update({ where: { id: taken }, data: { status: "PENDING", userId: null } });
  await expect(open(world.agent, { phoneNumber: withoutNinth(phoneNumber) })).rejects.toMatchObject({
    code: "active_ticket_exists",
    details: { waitingIn: { id: world.otherQueue.id, name: "Suporte" } },
  });
});

test("one opens in queues of one's own, within one's limit, and not to whom is blocked", async () => {
  await expect(open(world.agent, { phoneNumber: newPhone(), queueId: world.otherQueue.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const nobody = await world.member();
  await expect(open(nobody, { phoneNumber: newPhone() })).rejects.toMatchObject({ code: "forbidden" });
  expect(await open(world.admin, { phoneNumber: newPhone(), queueId: world.otherQueue.id })).toMatchObject({
    queueId: world.otherQueue.id,
  });
  await expect(open(world.admin, { phoneNumber: newPhone(), queueId: newId() })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const busy = await world.member({ queueIds: [world.queue.id], maxTickets: 1 });
  const first = newPhone();
  await open(busy, { phoneNumber: first });
  await open(busy, { phoneNumber: first });
  const before = await world.db.models.contact.count();
  await expect(open(busy, { phoneNumber: newPhone() })).rejects.toMatchObject({ code: "max_tickets_reached" });
  expect(await world.db.models.contact.count()).toBe(before);
  const phoneNumber = newPhone();
  const { id } = await world.factories.contact({ phoneNumber });
  await world.db.models.contact.update({ where: { id }, data: { isBlocked: true } });
  await expect(open(world.admin, { contactId: id })).rejects.toMatchObject({ code: "contact_blocked" });
});

test("whom WhatsApp has named is not asked for again, and an LID of the same person is joined", async () => {
  const lid = `99${newPhone().slice(3)}`;
  const phoneNumber = newPhone();
  const known = newId();
  await world.db.models.contact.create({
    data: { id: known, name: "By LID", identities: { create: { kind: "LID", value: lid, address: lid } } },
  });
  await world.ticket({ contactId: known, status: "CLOSED", userId: world.agent.actor.id });
  const count = asked.length;
  const first = await open(world.agent, { contactId: known });
  expect(asked).toHaveLength(count);
  answers.set(phoneNumber, {
    isOnWhatsApp: true,
    identities: [
      { kind: "PHONE", value: phoneNumber.slice(1) },
      { kind: "LID", value: lid },
    ],
  });
  const { id: byPhone } = await world.factories.contact({ phoneNumber });
  expect(await open(world.agent, { phoneNumber })).toMatchObject({ id: first.id, contactId: known });
  expect(await world.db.models.contact.findUnique({ where: { id: byPhone } })).toBeNull();
});

test("who is written to first is not greeted, and a first word of ours is no answer", async () => {
  await world.db.models.queue.update({ where: { id: world.queue.id }, data: { greetingMessage: "Olá!" } });
  const phoneNumber = newPhone();
  const ticket = await open(world.agent, { phoneNumber });
  const send = (body: string) => sendMessage(world.agent, { ticketId: ticket.id, body, isPrivate: false });
  await send("Bom dia");
  expect(await world.row(ticket.id)).toMatchObject({ firstResponseAt: null });
  const chat = { identities: [{ kind: "PHONE" as const, value: phoneNumber.slice(1) }], name: null };
  await receiveEvents({ ...world.admin }, world.connection.id, [
    { kind: "message", providerId: newId(), chat, origin: "live", timestamp: Date.now(), type: "TEXT", body: "oi" },
  ]);
  expect(await world.db.models.message.count({ where: { ticketId: ticket.id } })).toBe(2);
  expect(await world.db.models.ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({ greetedAt: null });
  await send("Tudo bem?");
  expect((await world.row(ticket.id)).firstResponseAt).not.toBeNull();
});
