import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { sendMessage } from "../../messages/index.ts";
import { acceptTicket } from "../../tickets/index.ts";
import { createMergingWorld, type MergingWorld, newPerson } from "./merging.fixture.ts";
import { listContactMerges } from "./show-merges.ts";
import { undoMerge } from "./undo-merge.ts";

let world: MergingWorld;
beforeAll(async () => {
  world = await createMergingWorld();
});
afterAll(() => world.drop());

const deadlocks = async () => {
  await world.db.query(`SELECT pg_stat_force_next_flush()`);
  const [row] = await world.db.query<{ count: number }>(
    `SELECT "deadlocks"::int AS "count" FROM pg_stat_database WHERE "datname" = current_database()`,
  );
  return row?.count;
};

const messagesOf = (contactId: string) =>
  world.db.query<{ body: string; ticketId: string; contactId: string; whatsappId: string }>(
    `SELECT "body", "ticketId", "contactId", "whatsappId" FROM "Message" WHERE "contactId" = $1::uuid ORDER BY "body"`,
    [contactId],
  );

test("two numbers merge the same pair at once while messages come, an agent accepts and answers: nothing lost, doubled or stuck", async () => {
  const [one, other] = world.numbers;
  for (let round = 0; round < 12; round += 1) {
    const { lid, phone, oldPhone } = newPerson();
    const agent = await world.member({ queueIds: [world.queueId] });
    await Promise.all(
      [one, other].flatMap((number) => [
        world.write(number, `a ${number}`, [lid]),
        world.write(number, `b ${number}`, [phone]),
      ]),
    );
    const [byLid, byPhone] = [(await world.contactOf(lid))!, (await world.contactOf(oldPhone))!];
    expect(byLid).not.toBe(byPhone);
    const own = (await world.ticketsOf(byPhone)).find(({ whatsappId }) => whatsappId === one)!;
    const waiting = (await world.ticketsOf(byLid)).find(({ whatsappId }) => whatsappId === other)!;
    await acceptTicket(agent, own);
    const sent: Promise<unknown>[] = [];
    const outcomes = await Promise.allSettled([
      world.write(one, "c1", [lid, phone]),
      world.write(other, "c2", [oldPhone, lid]),
      world.write(one, "d1", [lid]),
      world.write(other, "d2", [phone]),
      acceptTicket(agent, waiting),
      ...Array.from({ length: 5 }, (_, index) => {
        const sending = sendMessage(agent, { id: newId(), ticketId: own.id, body: `s${index}`, isPrivate: false });
        sent.push(sending);
        return sending;
      }),
    ]);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "ticket_state_conflict" });
    expect(outcomes.slice(0, 4).map(({ status }) => status)).toEqual(Array(4).fill("fulfilled"));
    const contactId = (await world.contactOf(lid))!;
    expect(await world.contactOf(oldPhone)).toBe(contactId);
    const stored = await messagesOf(contactId);
    const received = ["c1", "c2", "d1", "d2", ...[one, other].flatMap((id) => [`a ${id}`, `b ${id}`])];
    const answers = (await Promise.allSettled(sent)).flatMap(({ status }, index) =>
      status === "fulfilled" ? [`s${index}`] : [],
    );
    expect(stored.map(({ body }) => body)).toEqual([...received, ...answers].toSorted());
    const active = (await world.ticketsOf(contactId)).filter(({ status }) => status !== "CLOSED");
    expect(active.map(({ whatsappId }) => whatsappId).toSorted()).toEqual([one, other].toSorted());
    for (const message of stored)
      expect(active.find(({ id }) => id === message.ticketId)?.whatsappId, message.body).toBe(message.whatsappId);
    const kept = active.find(({ whatsappId }) => whatsappId === one)!;
    expect(kept).toMatchObject({ id: own.id, status: "OPEN", userId: agent.actor.id });
  }
  expect(await deadlocks()).toBe(0);
});

test("a merge is undone while messages come under both names: each is where its name says", async () => {
  const [number] = world.numbers;
  for (let round = 0; round < 8; round += 1) {
    const { lid, phone, oldPhone } = newPerson();
    await world.write(number, "lid 0", [lid]);
    await world.write(number, "phone 0", [phone]);
    await world.write(number, "phone link", [lid, phone]);
    const contactId = (await world.contactOf(lid))!;
    const { items } = await listContactMerges(world.admin, { id: contactId, limit: 1 });
    await Promise.all([
      undoMerge(world.admin, items[0]!),
      ...[1, 2, 3].flatMap((index) => [
        world.write(number, `lid ${index}`, [lid]),
        world.write(number, `phone ${index}`, [oldPhone]),
      ]),
    ]);
    for (const [id, name] of [
      [contactId, "lid"],
      [(await world.contactOf(oldPhone))!, "phone"],
    ] as const) {
      const stored = await messagesOf(id);
      expect(stored).toHaveLength(name === "lid" ? 4 : 5);
      for (const { body } of stored) expect(body).toMatch(new RegExp(`^${name} `));
      const active = (await world.ticketsOf(id)).filter(({ status }) => status !== "CLOSED");
      expect(active).toHaveLength(1);
      expect(new Set(stored.map(({ ticketId }) => ticketId))).toEqual(new Set([active[0]!.id]));
    }
  }
  expect(await deadlocks()).toBe(0);
});

test("where WhatsApp says a message went to whom we know by another name, the two become one", async () => {
  const [number] = world.numbers;
  const { lid, phone, oldPhone } = newPerson();
  await world.write(number, "by lid", [lid]);
  await world.write(number, "by phone", [phone]);
  const [byLid, byPhone] = [(await world.contactOf(lid))!, (await world.contactOf(oldPhone))!];
  const agent = await world.member({ queueIds: [world.queueId] });
  const [ticket] = await world.ticketsOf(byPhone);
  await acceptTicket(agent, ticket!);
  const { id } = await sendMessage(agent, { ticketId: ticket!.id, body: "answer", isPrivate: false });
  const queue = world.deliveryQueue();
  await queue.claimNext(number, []);
  await queue.markSent(id, { providerId: newId(), recipient: { kind: "LID", value: lid[1] } });
  expect(await world.contactOf(oldPhone)).toBe(byLid);
  expect(await world.db.models.contact.findUnique({ where: { id: byPhone } })).toBeNull();
  expect(await world.bodiesOf(ticket!.id)).toEqual(["by lid", "by phone", "answer"]);
  expect(await world.ticketsOf(byLid)).toContainEqual(expect.objectContaining({ id: ticket!.id, status: "OPEN" }));
});
