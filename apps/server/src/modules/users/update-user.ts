import type { EndpointInput, User, userEndpoints } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { type UserContext, within } from "../../platform/context.ts";
import type { Db } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";
import { endSessions } from "../sessions/index.ts";
import { returnTicketsOf } from "../tickets/index.ts";
import { explainViolations } from "./user-violations.ts";
import { presentUser } from "./user.presenter.ts";
import { loadUser, lockAdministrators, lockUser, replaceQueues, type UserRow, writeUser } from "./user.repository.ts";

type Changes = EndpointInput<typeof userEndpoints.updateUser>["body"];

/** Changes a person. Of two administrators who remove each other at once, one succeeds: the rows of all are locked first. */
export async function updateUser(context: UserContext, input: { id: string; changes: Changes }): Promise<User> {
  const work = context.db.transaction(async (tx) => {
    const administratorIds = await lockAdministrators(tx);
    const before = orNotFound(await lockUser(tx, input.id));
    const { queueIds, ...fields } = input.changes;
    refuseLastAdministrator(before, fields, administratorIds);

    await writeUser(tx, before.id, withoutUndefined(fields));
    if (queueIds !== undefined) await replaceQueues(tx, before.id, queueIds);
    const leaving = before.isActive && fields.isActive === false ? await throwOut(context, tx, before) : [];
    const after = orNotFound(await loadUser(tx, before.id));

    await recordAudit(tx, context.actor, {
      action: leavingAction(before, after),
      entity: "user",
      entityId: before.id,
      details: changedFields(before, after),
    });
    await context.outbox.append(tx, [
      ...leaving,
      { type: "user", userId: before.id },
      { type: "catalogue", catalogue: "users" },
      { type: "catalogue", catalogue: "queues" },
    ]);
    return after;
  });
  return presentUser(await work.catch(explainViolations));
}

/** History stays; sessions end, and open tickets go back to their queues. Harmless for who is deactivated already. */
export async function deactivateUser(context: UserContext, input: { id: string }): Promise<void> {
  await updateUser(context, { id: input.id, changes: { isActive: false } });
}

function refuseLastAdministrator(before: UserRow, changes: Changes, administratorIds: readonly string[]): void {
  const stays = (changes.role ?? before.role) === "ADMIN" && (changes.isActive ?? before.isActive);
  if (!stays && administratorIds.includes(before.id) && administratorIds.length === 1)
    throw new AppError("last_administrator");
}

async function throwOut(context: UserContext, tx: Db, user: UserRow): Promise<OutboxEntry[]> {
  await returnTicketsOf(within(context, tx), { userId: user.id, userName: user.name });
  return endSessions(tx, { userId: user.id, reason: "deactivated" });
}

function leavingAction(before: UserRow, after: UserRow): string {
  if (before.isActive === after.isActive) return "user.updated";
  return after.isActive ? "user.reactivated" : "user.deactivated";
}

/** Old and new value of every field that changed. */
function changedFields(before: UserRow, after: UserRow): Record<string, unknown> {
  const names = ["name", "email", "role", "maxTickets", "isActive", "queueIds"] as const;
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}

type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>;
}
