import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { DriverError, type MessageRef } from "../../whatsapp/driver.ts";
import { type ReadReceiptPayload, readTicket } from "../tickets/index.ts";
import { sendReadReceipts } from "./send-read-receipts.ts";

let world: TicketWorld;
let ticketId: string;
let told: MessageRef[][];
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  ticketId = await world.ticket({ userId: world.agent.actor.id });
  told = [];
});

async function received() {
  const { contactId, whatsappId } = await world.row(ticketId);
  await world.db.query(`UPDATE "Ticket" SET "unreadMessages" = "unreadMessages" + 1 WHERE "id" = $1::uuid`, [ticketId]);
  return (await world.factories.message({ ticketId, contactId, whatsappId })).id;
}

const jobs = async () =>
  (
    await world.db.query<{ payload: ReadReceiptPayload }>(
      `SELECT "payload" FROM graphile_worker._private_jobs WHERE "key" = 'send-read-receipts:' || $1::text`,
      [ticketId],
    )
  ).map(({ payload }) => payload);
const read = (who: UserContext = world.agent) => readTicket(who, { id: ticketId });
const deps = (fail?: DriverError) => ({
  db: world.db,
  markRead: async (_connectionId: string, messages: readonly MessageRef[]) => {
    if (fail !== undefined) throw fail;
    told.push([...messages]);
  },
});
const statusOf = async (id: string) => (await world.db.models.message.findUniqueOrThrow({ where: { id } })).status;

test("what the owner opens is told to be read, once, with all that a library needs", async () => {
  const ids = [await received(), await received()];
  await read();
  await read();
  const [job, ...others] = await jobs();
  expect(others).toEqual([]);
  if (job === undefined) throw new Error("nobody is told");
  const later = await received();
  await sendReadReceipts(deps(), job, false);
  await sendReadReceipts(deps(), job, false);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject(
    ids.map((id) => ({ providerId: `test-${id}`, isFromUs: false, chat: [{ kind: "PHONE" }], author: null })),
  );
  expect(await Promise.all([...ids, later].map(statusOf))).toEqual(["READ", "READ", "RECEIVED"]);
});

test("who only looks tells nobody", async () => {
  await received();
  await read(world.supervisor);
  expect(await jobs()).toEqual([]);
});

test("a number that does not tell tells nobody", async () => {
  const id = await received();
  await read();
  const [job] = await jobs();
  await world.db.query(`UPDATE "WhatsAppConnection" SET "sendsReadReceipts" = false WHERE "id" = $1::uuid`, [
    world.connection.id,
  ]);
  await sendReadReceipts(deps(), job as ReadReceiptPayload, false);
  await world.db.query(`UPDATE "WhatsAppConnection" SET "sendsReadReceipts" = true WHERE "id" = $1::uuid`, [
    world.connection.id,
  ]);
  expect([told, await statusOf(id)]).toEqual([[], "RECEIVED"]);
});

test("what fails for now is tried again, but not for ever, nor what can never be", async () => {
  await received();
  await read();
  const [job] = await jobs();
  const payload = job as ReadReceiptPayload;
  const away = new DriverError("not_connected", "away");
  await expect(sendReadReceipts(deps(away), payload, false)).rejects.toBe(away);
  await expect(sendReadReceipts(deps(away), payload, true)).resolves.toBeUndefined();
  const never = new DriverError("unsupported", "never");
  await expect(sendReadReceipts(deps(never), payload, false)).resolves.toBeUndefined();
});
