import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { loadMessages, presentMessage } from "../messages/index.ts";
import { listContactMedia, listGroupMembers } from "./list-shared.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const present = async (ids: readonly string[]) => (await loadMessages(world.db, ids)).map(presentMessage);

async function message(ticketId: string, contactId: string, minute: number, fields: Record<string, unknown>) {
  const { id } = await world.factories.message({ ticketId, contactId, whatsappId: world.connection.id, body: "" });
  await world.db.models.message.update({
    where: { id },
    data: { sentAt: new Date(Date.UTC(2026, 0, 1, 0, minute)), ...fields },
  });
  return id;
}
const media = async () => {
  const id = newId();
  await world.db.models.mediaFile.create({
    data: { id, status: "READY", fileName: "a.bin", mimeType: "application/octet-stream", size: 1 },
  });
  return id;
};

test("what was shared is found by kind, newest first, over all conversations that one may see", async () => {
  const { id: contactId } = await world.factories.contact();
  const seen = await world.ticket({ contactId });
  const unseen = await world.ticket({ contactId, queueId: world.otherQueue.id, status: "CLOSED" });
  const picture = await message(seen, contactId, 1, { type: "IMAGE", mediaId: await media() });
  const film = await message(unseen, contactId, 2, { type: "VIDEO", mediaId: await media() });
  const later = await message(seen, contactId, 3, { type: "IMAGE", mediaId: await media() });
  await message(seen, contactId, 4, { type: "IMAGE", mediaId: await media(), deletedAt: new Date() });
  const paper = await message(seen, contactId, 5, { type: "DOCUMENT", mediaId: await media() });
  const link = await message(seen, contactId, 6, { body: "veja HTTPS://example.com" });
  await message(seen, contactId, 7, { body: "sem nada" });
  const idsOf = async (viewer: UserContext, kind: "visual" | "documents" | "links", limit = 50) => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listContactMedia(viewer, present, { id: contactId, kind, limit, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined) return ids;
    }
  };
  for (const limit of [1, 2, 50]) {
    expect(await idsOf(world.admin, "visual", limit)).toEqual([later, film, picture]);
    expect(await idsOf(world.agent, "visual", limit)).toEqual([later, picture]);
  }
  expect(await idsOf(world.agent, "documents")).toEqual([paper]);
  expect(await idsOf(world.agent, "links")).toEqual([link]);
  await expect(
    idsOf({ ...world.colleague, actor: { ...world.colleague.actor, queueIds: [] } }, "visual"),
  ).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a group's members are who wrote in the conversations that one may see", async () => {
  const group = await world.factories.contact({ name: "Condomínio" });
  const [ana, bia] = [await world.factories.contact({ name: "Ana" }), await world.factories.contact({ name: "Bia" })];
  const seen = await world.ticket({ contactId: group.id });
  const unseen = await world.ticket({ contactId: group.id, queueId: world.otherQueue.id, status: "CLOSED" });
  for (const minute of [1, 2, 3]) await message(seen, group.id, minute, { authorContactId: ana.id });
  await message(unseen, group.id, 4, { authorContactId: bia.id });
  const namesOf = async (viewer: UserContext, limit: number) => {
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listGroupMembers(viewer, { id: group.id, limit, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined) return names;
    }
  };
  for (const limit of [1, 10]) {
    expect((await namesOf(world.admin, limit)).toSorted()).toEqual(["Ana", "Bia"]);
    expect(await namesOf(world.agent, limit)).toEqual(["Ana"]);
  }
});
