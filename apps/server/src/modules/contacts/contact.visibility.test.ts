import { Role, TicketStatus } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { createFactories } from "../../../test/factories.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { listContactRows } from "./contact-list.read-model.ts";
import { canSeeContact } from "./contact.policy.ts";
import { isContactVisible } from "./contact.repository.ts";

let world: TestDatabase;
const viewers: TicketViewer[] = [];
const ticketsOf = new Map<string, TicketScope[]>();

/** Contacts with no ticket, with each kind of ticket, and with each pair of kinds. */
beforeAll(async () => {
  world = await createTestDatabase();
  const factories = createFactories(world.database);
  const queueIds = [(await factories.queue()).id, (await factories.queue()).id];
  for (const role of Role.options) {
    for (const membership of [[], queueIds.slice(0, 1), queueIds]) {
      viewers.push({ id: (await factories.user({ role, queueIds: membership })).id, role, queueIds: membership });
    }
  }
  const numbers = [await factories.connection(), await factories.connection()];
  const owners = [null, viewers.at(-1)?.id ?? null, viewers.at(-3)?.id ?? null];
  const scopes = TicketStatus.options.flatMap((status) =>
    [null, ...queueIds].flatMap((queueId) => owners.map((userId) => ({ status, queueId, userId }))),
  );
  const kinds = [
    [],
    ...scopes.map((scope) => [scope]),
    ...scopes.slice(1).map((scope, n) => [scopes[n] ?? scope, scope]),
  ];
  for (const kind of kinds) {
    const { id: contactId } = await factories.contact();
    ticketsOf.set(contactId, kind);
    for (const [n, scope] of kind.entries()) {
      await factories.ticket({ ...scope, contactId, whatsappId: numbers[n]?.id ?? "" });
    }
  }
}, 60_000);
afterAll(() => world.drop());

test("SQL shows the contacts that the policy allows, and no other", async () => {
  for (const viewer of viewers) {
    const visible = [...ticketsOf].filter(([, tickets]) => canSeeContact(viewer, tickets)).map(([id]) => id);
    const listed = (await listContactRows(world.database, viewer, { limit: 100 })).items.map((row) => row.id);
    expect(listed.toSorted(), `${viewer.role} ${viewer.queueIds.length}`).toEqual(visible.toSorted());
    for (const [id] of [...ticketsOf].slice(0, 12)) {
      expect(await isContactVisible(world.database, viewer, id)).toBe(visible.includes(id));
    }
  }
});
