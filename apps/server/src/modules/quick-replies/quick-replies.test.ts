import type { QuickReply } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOutbox } from "../../../test/context.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { isSharedWith, requireVisibleMedia } from "../media/index.ts";
import { deleteOrphans } from "../media/media.repository.ts";
import { sendMessage } from "../messages/index.ts";
import { canManageReply } from "./quick-reply.policy.ts";
import { listQuickReplies } from "./quick-reply.read-model.ts";
import { createQuickReply, deleteQuickReply, updateQuickReply } from "./quick-reply.service.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

type Fields = Partial<Parameters<typeof createQuickReply>[1]>;
const name = () => `r${newId().slice(-12)}`;
const create = (who: UserContext, fields: Fields = {}) =>
  createQuickReply(who, { shortcut: name(), body: "Olá", scope: "personal", queueId: null, mediaId: null, ...fields });
const forQueue = (who: UserContext, fields: Fields = {}) =>
  create(who, { scope: "queue", queueId: world.queue.id, ...fields });
const list = async (who: UserContext, q?: string): Promise<QuickReply[]> =>
  (await listQuickReplies(world.db, who.actor, { limit: 100, q })).items;
const everybody = () => [world.admin, world.supervisor, world.agent, world.colleague, world.outsider];

async function upload(uploader: UserContext): Promise<string> {
  const id = newId();
  await world.db.query(
    `INSERT INTO "MediaFile" ("id", "status", "fileName", "mimeType", "size", "sha256", "uploaderId", "createdAt")
     VALUES ($1::uuid, 'READY', 'tabela.pdf', 'application/pdf', 3, $2::text, $3::uuid, now() - interval '3 days')`,
    [id, "ab".repeat(32), uploader.actor.id],
  );
  return id;
}

test("who may make which, and who may use it", async () => {
  const attempts = [
    { make: (who: UserContext) => create(who), by: everybody() },
    { make: (who: UserContext) => forQueue(who), by: [world.admin, world.supervisor] },
    { make: (who: UserContext) => create(who, { scope: "everybody" }), by: [world.admin] },
  ];
  for (const { make, by } of attempts) {
    for (const who of everybody()) {
      const made = make(who);
      if (!by.includes(who)) {
        await expect(made).rejects.toMatchObject({ code: "forbidden" });
        continue;
      }
      const { id, scope } = await made;
      for (const other of everybody()) {
        const isSeen = scope === "everybody" || (scope === "personal" ? other === who : other !== world.outsider);
        expect((await list(other)).some((reply) => reply.id === id)).toBe(isSeen);
      }
    }
  }
});

test("what is listed is what the policy allows, with what one may do", async () => {
  const rows = await world.db.query<{ id: string; ownerId: string | null; queueId: string | null }>(
    `SELECT "id", "ownerId", "queueId" FROM "QuickReply"`,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { actor } of everybody()) {
    const listed = (await listQuickReplies(world.db, actor, { limit: 100 })).items;
    const allowed = rows.filter((row) => isSharedWith(actor, row));
    expect(listed.map(({ id }) => id).toSorted()).toEqual(allowed.map(({ id }) => id).toSorted());
    for (const { id, canManage } of listed) {
      const row = rows.find((one) => one.id === id);
      expect(canManage).toBe(row !== undefined && canManageReply(actor, row));
    }
  }
});

test("a shortcut stands once among one's own, once in a queue and once for everybody, whatever its case", async () => {
  const shortcut = name();
  const taken = { code: "already_exists", details: { fields: [{ path: "body.shortcut" }] } };
  for (const make of [
    (written: string) => create(world.agent, { shortcut: written }),
    (written: string) => forQueue(world.supervisor, { shortcut: written }),
    (written: string) => create(world.admin, { shortcut: written, scope: "everybody" }),
  ]) {
    await make(shortcut);
    await expect(make(shortcut.toUpperCase())).rejects.toMatchObject(taken);
  }
  await create(world.colleague, { shortcut });
  const other = await create(world.agent);
  await expect(updateQuickReply(world.agent, { id: other.id, changes: { shortcut } })).rejects.toMatchObject(taken);
});

test("of many of the same shortcut at once one is made", async () => {
  const shortcut = name();
  const made = await Promise.allSettled(Array.from({ length: 6 }, () => create(world.agent, { shortcut })));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("who may use one and not manage it is refused; for others it does not exist", async () => {
  const shared = await forQueue(world.supervisor);
  const own = await create(world.agent);
  const change = (who: UserContext, id: string) => updateQuickReply(who, { id, changes: { body: "outra" } });
  await expect(change(world.agent, shared.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteQuickReply(world.agent, { id: shared.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(change(world.outsider, shared.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(change(world.admin, own.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(change(world.agent, newId())).rejects.toMatchObject({ code: "not_found" });
  await deleteQuickReply(world.supervisor, { id: shared.id });
  expect((await list(world.agent)).map(({ id }) => id)).not.toContain(shared.id);
});

test("one can be given to a queue by who may, and not be taken to another queue by who may not", async () => {
  const own = await create(world.supervisor);
  const moved = await updateQuickReply(world.supervisor, {
    id: own.id,
    changes: { scope: "queue", queueId: world.queue.id },
  });
  expect(moved).toMatchObject({ scope: "queue", queue: { id: world.queue.id }, canManage: true });
  for (const changes of [{ queueId: world.otherQueue.id }, { scope: "everybody" as const }])
    await expect(updateQuickReply(world.supervisor, { id: own.id, changes })).rejects.toMatchObject({
      code: "forbidden",
    });
  await expect(create(world.admin, { scope: "queue" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(create(world.admin, { queueId: world.queue.id })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(forQueue(world.admin, { queueId: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("there are so many of one's own and no more", async () => {
  const who = await world.member({ name: "Muitas" });
  await world.db.query(
    `INSERT INTO "QuickReply" ("id", "shortcut", "body", "ownerId")
     SELECT gen_random_uuid(), 's' || n, 'x', $1::uuid FROM generate_series(1, 199) n`,
    [who.actor.id],
  );
  const made = await Promise.allSettled([create(who), create(who), create(who)]);
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(create(who)).rejects.toMatchObject({ code: "limit_reached" });
});

test("its file is seen, sent and kept for whom it is, and not by others", async () => {
  const mediaId = await upload(world.supervisor);
  await expect(create(world.agent, { mediaId })).rejects.toMatchObject({ code: "not_found" });
  const reply = await forQueue(world.supervisor, { body: "", mediaId });
  expect(reply.media).toMatchObject({ id: mediaId, fileName: "tabela.pdf" });
  expect(await requireVisibleMedia(world.db, world.agent.actor, mediaId)).toMatchObject({ id: mediaId });
  await expect(requireVisibleMedia(world.db, world.outsider.actor, mediaId)).rejects.toMatchObject({
    code: "not_found",
  });
  const ticketId = await world.ticket({ userId: world.agent.actor.id, status: "OPEN" });
  expect(await sendMessage(world.agent, { ticketId, body: "", mediaId, isPrivate: false })).toMatchObject({
    type: "DOCUMENT",
    mediaId,
  });
  await world.db.query(`DELETE FROM "Message" WHERE "mediaId" = $1::uuid`, [mediaId]);
  await deleteOrphans(world.db, new Date(), 100);
  expect(await requireVisibleMedia(world.db, world.agent.actor, mediaId)).toMatchObject({ id: mediaId });
  await expect(updateQuickReply(world.supervisor, { id: reply.id, changes: { mediaId: null } })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("it is found by part of its shortcut or text, without accents, and every change is told", async () => {
  const { id } = await create(world.colleague, { body: "Promoção de Ação de Graças" });
  expect((await list(world.colleague, "promocao")).map((reply) => reply.id)).toEqual([id]);
  expect((await readOutbox(world.db)).at(-1)).toEqual({ type: "catalogue", catalogue: "quickReplies" });
});
