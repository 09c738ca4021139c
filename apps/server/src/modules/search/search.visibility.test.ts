import { Role, TicketStatus } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf } from "../../../test/context.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import type { UserContext } from "../../platform/context.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";
import { canSeeTicket } from "../tickets/index.ts";
import { reach } from "./find-messages.ts";
import { isNarrow, messageSearchStatement, type SearchPage } from "./message-search.read-model.ts";
import { searchMessages } from "./search-messages.ts";
import { searchTerms } from "./search-terms.ts";
import { readSearchWords } from "./search-words.ts";

let world: TestDatabase;
const viewers: UserContext[] = [];
const scopeOf = new Map<string, TicketScope | null>();

/** In every kind of ticket a message and a note; and one without a ticket, of somebody who is blocked. */
beforeAll(async () => {
  world = await createTestDatabase();
  const { database: db } = world;
  const factories = createFactories(db);
  const queueIds = [(await factories.queue()).id, (await factories.queue()).id];
  for (const role of Role.options)
    for (const membership of [[], queueIds.slice(0, 1), queueIds])
      viewers.push(contextOf(db, await factories.user({ role, queueIds: membership }), membership));
  const { id: whatsappId } = await factories.connection();
  const owners = [null, ...viewers.map(({ actor }) => actor.id)];
  for (const status of TicketStatus.options)
    for (const queueId of [null, ...queueIds])
      for (const userId of owners) {
        const { id: contactId } = await factories.contact();
        const scope = { status, queueId, userId };
        const { id: ticketId } = await factories.ticket({ ...scope, contactId, whatsappId });
        for (const isPrivate of [false, true]) {
          const { id } = await factories.message({ contactId, whatsappId, ticketId, body: "segredo guardado" });
          await db.models.message.update({ where: { id }, data: { isPrivate } });
          scopeOf.set(id, scope);
        }
      }
  const { id: contactId } = await factories.contact();
  const { id } = await factories.message({ contactId, whatsappId, ticketId: null, body: "segredo bloqueado" });
  scopeOf.set(id, null);
}, 60_000);
afterAll(() => world.drop());

async function findAll(who: UserContext, input: object = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchMessages(who, { q: "segredo", limit: 40, cursor, ...input });
    if (page.nextCursor !== null) expect(page.items).toHaveLength(40);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids.toSorted();
}

const seenBy = ({ actor }: UserContext, fits: (scope: TicketScope) => boolean = () => true) =>
  [...scopeOf]
    .filter(([, scope]) => (scope === null ? actor.role === "ADMIN" : canSeeTicket(actor, scope) && fits(scope)))
    .map(([id]) => id)
    .toSorted();

test("for every role, membership, status, owner and queue, what is found is what the policy shows, in full pages", async () => {
  expect(scopeOf.size).toBe(3 * 3 * 10 * 2 + 1);
  for (const viewer of viewers) expect(await findAll(viewer), viewer.actor.role).toEqual(seenBy(viewer));
});

test("no way to look shows more", async () => {
  const words = await readSearchWords(world.database, searchTerms("segredo"));
  if (words === null) throw new Error("no words");
  for (const viewer of viewers)
    for (const path of Object.values(reach)) {
      const search = { words, after: null, limit: 500 };
      if (path.by === "tickets" && !isNarrow(viewer.actor, search)) continue;
      const { text, values } = messageSearchStatement(viewer.actor, search, path);
      const [page] = await world.database.query<SearchPage>(text, values);
      expect(page?.ids.toSorted(), `${viewer.actor.role} ${path.by}`).toEqual(seenBy(viewer));
    }
});

test("a filter never widens what one sees", async () => {
  const [one, other] = viewers.map(({ actor }) => actor.id);
  const [queueId] = viewers.at(-1)?.actor.queueIds ?? [];
  for (const viewer of viewers) {
    for (const userId of [one, other, viewer.actor.id])
      expect(await findAll(viewer, { userId })).toEqual(
        seenBy(viewer, (scope) => scope.userId === userId).filter((id) => scopeOf.get(id) !== null),
      );
    expect(await findAll(viewer, { queueId })).toEqual(
      seenBy(viewer, (scope) => scope.queueId === queueId).filter((id) => scopeOf.get(id) !== null),
    );
  }
});
