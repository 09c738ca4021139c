import type { Role } from "@whatskovi/contract";
import type { UserContext } from "../src/platform/context.ts";
import { systemClock } from "../src/platform/clock.ts";
import type { Db } from "../src/platform/db/db.ts";
import { newId } from "../src/platform/ids.ts";
import { createOutbox, type OutboxEntry } from "../src/platform/outbox/outbox.ts";

type Person = { id: string; name: string; role: Role };

/** What a verb receives when this person asks, in tests without a server. Nobody relays the outbox. */
export function contextOf(db: Db, { id, name, role }: Person, queueIds: readonly string[] = []): UserContext {
  return {
    db,
    actor: { kind: "user", id, name, role, queueIds, maxTickets: null, sessionId: newId() },
    clock: systemClock,
    outbox: createOutbox(() => {}),
    wakeLane: () => {},
  };
}

/** Everything appended to the outbox so far, oldest first. */
export async function readOutbox(db: Db): Promise<OutboxEntry[]> {
  const rows = await db.query<{ payload: OutboxEntry }>(`SELECT "payload" FROM "OutboxEvent" ORDER BY "id"`);
  return rows.map((row) => row.payload);
}
