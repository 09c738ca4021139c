import { TicketSort } from "@whatskovi/contract";
import { Role, TicketStatus } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFactories } from "../../../test/factories.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { listTicketRows } from "./ticket-list.read-model.ts";
import { countTicketRows } from "./ticket-counts.read-model.ts";
import { canSeeTicket, type TicketViewer } from "./ticket.policy.ts";
import { loadTickets, type TicketRow } from "./ticket.read-model.ts";

let world: TestDatabase;
let tickets: TicketRow[];
const viewers: TicketViewer[] = [];

beforeAll(async () => {
  world = await createTestDatabase();
  const factories = createFactories(world.database);
  const queueIds = [(await factories.queue()).id, (await factories.queue()).id];
  const memberships = [[], queueIds.slice(0, 1), queueIds.slice(1), queueIds];
  for (const role of Role.options) {
    for (const membership of memberships) {
      const user = await factories.user({ role, queueIds: membership });
      viewers.push({ id: user.id, role, queueIds: membership });
    }
  }
  const connection = await factories.connection();
  const ids: string[] = [];
  for (const status of TicketStatus.options) {
    for (const queueId of [null, ...queueIds]) {
      for (const userId of [null, ...viewers.map((viewer) => viewer.id)]) {
        const contact = await factories.contact();
        ids.push(
          (await factories.ticket({ contactId: contact.id, whatsappId: connection.id, status, queueId, userId })).id,
        );
      }
    }
  }
  tickets = await loadTickets(world.database, ids);
}, 60_000);
afterAll(() => world.drop());

async function listAll(viewer: TicketViewer, filter: { userId?: string; queueId?: string[] }, sort: TicketSort) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTicketRows(world.database, viewer, { ...filter, sort, limit: 40, cursor });
    ids.push(...page.items.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

test("for every role, membership, status, owner and queue, SQL shows what the policy allows, once", async () => {
  expect(tickets).toHaveLength(3 * 3 * 13);
  for (const viewer of viewers) {
    const visible = tickets.filter((ticket) => canSeeTicket(viewer, ticket));
    for (const sort of TicketSort.options) {
      expect((await listAll(viewer, {}, sort)).toSorted(), `${viewer.role} ${sort}`).toEqual(
        visible.map((row) => row.id).toSorted(),
      );
    }
    expect(await countTicketRows(world.database, viewer, {})).toMatchObject({
      pending: visible.filter((row) => row.status === "PENDING").length,
      all: visible.filter((row) => row.status !== "CLOSED").length,
      mine: tickets.filter((row) => row.status === "OPEN" && row.userId === viewer.id).length,
    });
  }
});

test("filters by person and by queue never widen what one sees", async () => {
  const filters = [
    ...viewers.slice(0, 6).map(({ id }) => ({ userId: id })),
    { userId: "none" },
    ...(viewers.at(-1)?.queueIds ?? []).map((queueId) => ({ queueId: [queueId] })),
    { queueId: ["none"] },
    { queueId: ["none", ...(viewers.at(-1)?.queueIds ?? [])] },
  ];
  for (const viewer of viewers) {
    for (const filter of filters) {
      const visible = tickets.filter(
        (row) =>
          canSeeTicket(viewer, row) &&
          (!("userId" in filter) || row.userId === (filter.userId === "none" ? null : filter.userId)) &&
          (!("queueId" in filter) || filter.queueId.includes(row.queueId ?? "none")),
      );
      for (const sort of ["lastMessageAt", "waitingSince"] as const) {
        expect((await listAll(viewer, filter, sort)).toSorted()).toEqual(visible.map((row) => row.id).toSorted());
      }
    }
  }
});
