import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readOutbox } from "../../../../test/context.ts";
import { createTicketWorld, type TicketWorld } from "../../../../test/ticket-world.ts";
import type { UserContext } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { closeTicket } from "../../tickets/index.ts";
import { retryMessage } from "../retry-message.ts";
import { sendMessage } from "../send-message.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { setReaction } from "./set-reaction.ts";

let world: TicketWorld;
let ticketId: string;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  ticketId = await world.ticket({ userId: world.agent.actor.id });
});

const send = (body: string, fields: object = {}, who: UserContext = world.agent) =>
  sendMessage(who, { ticketId, body, isPrivate: false, ...fields });

/** A message that WhatsApp has. */
async function sent(body = "oi", fields: object = {}) {
  const { id } = await send(body);
  await world.db.models.message.update({ where: { id }, data: { status: "SENT", providerId: `p.${id}`, ...fields } });
  return id;
}

async function received() {
  const ticket = await world.row(ticketId);
  return (await world.factories.message({ ticketId, contactId: ticket.contactId, whatsappId: ticket.whatsappId })).id;
}

const actionsOn = (messageId: string) =>
  world.db.query<{ kind: string; payload: object; status: string }>(
    `SELECT "kind", "payload", "status" FROM "MessageAction" WHERE "messageId" = $1::uuid ORDER BY "createdAt", "id"`,
    [messageId],
  );
const setStatus = (messageId: string, status: string) =>
  world.db.query(`UPDATE "MessageAction" SET "status" = $2::"MessageActionStatus" WHERE "messageId" = $1::uuid`, [
    messageId,
    status,
  ]);
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const code = (expected: string) => expect.objectContaining({ code: expected });

describe("a reaction", () => {
  test("waits for WhatsApp, seen by all, and wakes the lane", async () => {
    const id = await received();
    const woken: string[] = [];
    const message = await setReaction({ ...world.agent, wakeLane: (lane) => woken.push(lane) }, { id, emoji: "👍" });
    expect(message).toMatchObject({
      reactions: [],
      actions: [{ kind: "REACTION", payload: { emoji: "👍" }, status: "PENDING", failureCode: null }],
    });
    expect(woken).toEqual([world.connection.id]);
    expect((await world.outbox(ticketId)).at(-1)).toMatchObject({ type: "message-update", messageId: id });
  });

  test("twice at once is one action, and another wish takes the place of what waits", async () => {
    const id = await received();
    await Promise.all(Array.from({ length: 6 }, () => setReaction(world.agent, { id, emoji: "👍" })));
    expect(await actionsOn(id)).toHaveLength(1);
    await setReaction(world.agent, { id, emoji: "❤️" });
    expect(await actionsOn(id)).toMatchObject([{ payload: { emoji: "❤️" }, status: "PENDING" }]);
    await setReaction(world.agent, { id, emoji: null });
    expect(await actionsOn(id)).toEqual([]);
  });

  test("that is under way is followed by the next wish, not replaced", async () => {
    const id = await received();
    await setReaction(world.agent, { id, emoji: "👍" });
    await setStatus(id, "SENDING");
    await setReaction(world.agent, { id, emoji: "👍" });
    expect(await actionsOn(id)).toHaveLength(1);
    expect(await setReaction(world.agent, { id, emoji: null })).toMatchObject({
      actions: [{ payload: { emoji: "👍" }, status: "PENDING" }, { payload: { emoji: null } }],
    });
  });

  test("that failed goes when another is asked for", async () => {
    const id = await received();
    await setReaction(world.agent, { id, emoji: "👍" });
    await setStatus(id, "FAILED");
    await setReaction(world.agent, { id, emoji: "👍" });
    expect(await actionsOn(id)).toMatchObject([{ status: "PENDING" }]);
  });

  test("is for who may send, on what WhatsApp has", async () => {
    const id = await received();
    await expect(setReaction(world.colleague, { id, emoji: "👍" })).rejects.toEqual(code("not_found"));
    await expect(setReaction(world.agent, { id: newId(), emoji: "👍" })).rejects.toEqual(code("not_found"));
    const unsent = await send("espera");
    await expect(setReaction(world.agent, { id: unsent.id, emoji: "👍" })).rejects.toEqual(
      code("message_state_conflict"),
    );
    const note = await send("nota", { isPrivate: true });
    await expect(setReaction(world.agent, { id: note.id, emoji: "👍" })).rejects.toEqual(
      code("message_state_conflict"),
    );
    await closeTicket(world.agent, { id: ticketId });
    await expect(setReaction(world.agent, { id, emoji: "👍" })).rejects.toEqual(code("ticket_state_conflict"));
  });
});

describe("an edit", () => {
  test("of what was sent waits for WhatsApp, once", async () => {
    const id = await sent("ola");
    const edits = await Promise.all([1, 2, 3].map(() => editMessage(world.agent, { id, body: "olá" })));
    expect(edits[0]).toMatchObject({
      body: "ola",
      editedAt: null,
      actions: [{ kind: "EDIT", payload: { body: "olá" } }],
    });
    expect(await actionsOn(id)).toHaveLength(1);
  });

  test("of what has not left changes it, and nobody is told of an edit", async () => {
    const { id } = await send("ola");
    expect(await editMessage(world.agent, { id, body: "olá" })).toMatchObject({
      body: "olá",
      status: "PENDING",
      editedAt: null,
      actions: [],
    });
    expect(await world.row(ticketId)).toMatchObject({ lastMessage: { body: "olá" } });
    await world.db.query(`UPDATE "Message" SET "status" = 'SENDING' WHERE "id" = $1::uuid`, [id]);
    expect(await editMessage(world.agent, { id, body: "Olá" })).toMatchObject({
      body: "olá",
      actions: [{ kind: "EDIT" }],
    });
  });

  test("is for texts of one's own, while WhatsApp takes it", async () => {
    const id = await sent();
    await expect(editMessage(world.supervisor, { id, body: "x" })).rejects.toEqual(code("forbidden"));
    await expect(editMessage(world.agent, { id: await received(), body: "x" })).rejects.toEqual(code("forbidden"));
    await expect(editMessage(world.agent, { id, body: " \0" })).rejects.toEqual(code("invalid_input"));
    const old = await sent("velha", { sentAt: ago(16) });
    await expect(editMessage(world.agent, { id: old, body: "x" })).rejects.toEqual(code("message_too_old"));
    const unknown = await sent("?", { status: "FAILED", failureCode: "delivery_unknown", providerId: null });
    await expect(editMessage(world.agent, { id: unknown, body: "x" })).rejects.toEqual(code("message_state_conflict"));
    const picture = await sent("foto", { type: "IMAGE" });
    await expect(editMessage(world.agent, { id: picture, body: "x" })).rejects.toEqual(code("message_state_conflict"));
  });

  test("of a note is at once, and its first words are kept", async () => {
    const { id } = await send("nota", { isPrivate: true });
    expect(await editMessage(world.agent, { id, body: "Nota" })).toMatchObject({
      body: "Nota",
      editedAt: expect.any(String),
    });
    await editMessage(world.agent, { id, body: "NOTA" });
    expect(await world.db.models.message.findUnique({ where: { id } })).toMatchObject({ originalBody: "nota" });
    await expect(editMessage(world.admin, { id, body: "x" })).rejects.toEqual(code("forbidden"));
  });

  test("of a note notifies whom it names anew, once, and nobody again", async () => {
    const { admin, supervisor, agent } = world;
    const [ada, silvia] = [admin.actor.id, supervisor.actor.id];
    const { id } = await send("@Ada, veja", { isPrivate: true, mentionedUserIds: [ada] });
    const noted = async () =>
      (await world.db.models.notification.findMany({ where: { messageId: id }, orderBy: { id: "asc" } })).map(
        ({ userId }) => userId,
      );
    const edit = { id, body: "@Ada e @Sílvia, vejam", mentionedUserIds: [silvia] };
    const edited = await editMessage(agent, edit);
    expect(edited.content.mentionedUsers?.map(({ name }) => name)).toEqual(["Ada", "Sílvia"]);
    expect(await noted()).toEqual([ada, silvia]);
    expect((await readOutbox(world.db)).slice(-2)).toMatchObject([
      { type: "message-update", messageId: id },
      { type: "notification", userId: silvia },
    ]);

    await Promise.all([editMessage(agent, edit), editMessage(agent, { ...edit, body: "@Sílvia e @Ada, vejam" })]);
    expect(await noted()).toEqual([ada, silvia]);
    const parted = await editMessage(agent, { id, body: "ninguém" });
    expect(parted.content).toEqual({});
    await editMessage(agent, { ...edit, body: "@Sílvia, de novo" });
    expect(await noted()).toEqual([ada, silvia]);
  });

  test("names only people who work here, and only in a note", async () => {
    const invalid = { code: "invalid_input", details: { fields: [{ path: "body.mentionedUserIds" }] } };
    const note = await send("nota", { isPrivate: true });
    await expect(
      editMessage(world.agent, { id: note.id, body: "@Zé", mentionedUserIds: [newId()] }),
    ).rejects.toMatchObject(invalid);
    const mentionedUserIds = [world.admin.actor.id];
    await expect(editMessage(world.agent, { id: await sent(), body: "@Ada", mentionedUserIds })).rejects.toMatchObject(
      invalid,
    );
  });

  test("is for connections that can", async () => {
    await world.db.query(`UPDATE "WhatsAppConnection" SET "driver" = 'cloud-api' WHERE "id" = $1::uuid`, [
      world.connection.id,
    ]);
    try {
      await world.db.query(`UPDATE "Ticket" SET "lastInboundAt" = now() WHERE "id" = $1::uuid`, [ticketId]);
      const id = await sent();
      await expect(editMessage(world.agent, { id, body: "x" })).rejects.toEqual(code("unsupported_by_connection"));
      await expect(deleteMessage(world.agent, { id })).rejects.toEqual(code("unsupported_by_connection"));
    } finally {
      await world.db.query(`UPDATE "WhatsAppConnection" SET "driver" = 'simulator' WHERE "id" = $1::uuid`, [
        world.connection.id,
      ]);
    }
  });
});

describe("a deletion", () => {
  test("of what was sent waits for WhatsApp, and takes other wishes with it", async () => {
    const id = await sent();
    await editMessage(world.agent, { id, body: "olá" });
    await Promise.all([1, 2, 3].map(() => deleteMessage(world.agent, { id })));
    expect(await actionsOn(id)).toMatchObject([{ kind: "REVOKE", status: "PENDING" }]);
    await expect(editMessage(world.agent, { id, body: "x" })).rejects.toEqual(code("message_state_conflict"));
  });

  test("of what has not left keeps it from leaving, and the customer waits again", async () => {
    const since = ago(5);
    await world.db.query(`UPDATE "Ticket" SET "waitingSince" = $2::timestamptz WHERE "id" = $1::uuid`, [
      ticketId,
      since,
    ]);
    const question = await received();
    await world.db.query(`UPDATE "Message" SET "sentAt" = $2::timestamptz WHERE "id" = $1::uuid`, [question, since]);
    const { id } = await send("engano");
    expect((await world.row(ticketId)).waitingSince).toBeNull();
    expect(await deleteMessage(world.agent, { id })).toMatchObject({
      status: "FAILED",
      failureCode: "cancelled",
      deletedAt: expect.any(String),
      actions: [],
    });
    expect(await world.row(ticketId)).toMatchObject({
      waitingSince: since,
      firstResponseAt: null,
      lastMessage: { body: "" },
    });
    await expect(retryMessage(world.agent, { id })).rejects.toEqual(code("message_not_failed"));
    await expect(deleteMessage(world.agent, { id })).resolves.toMatchObject({ failureCode: "cancelled" });
  });

  test("of what has not left tells of the ticket, also when something was written after it", async () => {
    await received();
    const { id } = await send("engano");
    await send("depois", { isPrivate: true });
    const before = (await world.outbox(ticketId)).length;
    await deleteMessage(world.agent, { id });
    expect((await world.outbox(ticketId)).slice(before)).toEqual([
      { type: "message-update", ticketId, messageId: id, isLast: false },
      { type: "ticket", ticketId },
    ]);
    expect(await world.row(ticketId)).toMatchObject({ waitingSince: expect.any(Date) });
  });

  test("is for the author and for supervisors, while WhatsApp takes it", async () => {
    const id = await sent();
    await expect(deleteMessage(world.agent, { id: await received() })).rejects.toEqual(code("message_state_conflict"));
    expect(await deleteMessage(world.supervisor, { id })).toMatchObject({ actions: [{ kind: "REVOKE" }] });
    const hers = await send("da supervisora", {}, world.supervisor);
    await expect(deleteMessage(world.agent, { id: hers.id })).rejects.toEqual(code("forbidden"));
    const old = await sent("velha", { sentAt: ago(60 * 49) });
    await expect(deleteMessage(world.agent, { id: old })).rejects.toEqual(code("message_too_old"));
    await expect(deleteMessage(world.colleague, { id })).rejects.toEqual(code("not_found"));
  });

  test("of a note marks it, for its author alone", async () => {
    const { id } = await send("nota", { isPrivate: true });
    await expect(deleteMessage(world.supervisor, { id })).rejects.toEqual(code("forbidden"));
    expect(await deleteMessage(world.agent, { id })).toMatchObject({ body: "nota", deletedAt: expect.any(String) });
  });
});
