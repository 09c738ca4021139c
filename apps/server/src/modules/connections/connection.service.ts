import type { Connection, CreateConnection, DriverKind, Pacing } from "@whatskovi/contract";
import { z } from "zod";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Db } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import type { ConnectionControl } from "./connection-control.ts";
import type { ConnectionSecrets } from "./connection-secrets.ts";
import { explainViolations } from "./connection-violations.ts";
import { presentConnection } from "./connection.presenter.ts";
import {
  insertConnection,
  loadConnections,
  lockConnection,
  removeConnection,
  writeConnection,
  writeDesiredState,
} from "./connection.repository.ts";
import { readSealedSecrets } from "./sealed-secrets.repository.ts";

export type ConnectionDeps = { readonly control: ConnectionControl; readonly secrets: ConnectionSecrets };

type NewConnection = z.output<typeof CreateConnection>;

/** Adds a number and starts to connect it. Throws `driver_unavailable` for a kind that this server does not offer. */
export async function createConnection(
  deps: ConnectionDeps,
  context: UserContext,
  input: NewConnection,
): Promise<Connection> {
  await requireDriver(deps.control, input.driver);
  const id = newId();
  const { settings, secrets, externalId } = deps.control.splitSettings(input.driver, input.settings);
  const work = context.db.transaction(async (tx) => {
    const { name, driver, isDefault, queueId } = input;
    const sealed = deps.secrets.seal(id, secrets);
    await insertConnection(tx, id, { name, driver, isDefault, queueId, settings, secrets: sealed, externalId });
    await recordAudit(tx, context.actor, audit("created", id, { name, driver, settings }));
    await context.outbox.append(tx, [{ type: "connection", connectionId: id }]);
    tx.afterCommit(() => deps.control.wake(id));
  });
  await work.catch(explainViolations);
  return getConnection(context.db, id);
}

type Changes = {
  name?: string | undefined;
  isDefault?: true | undefined;
  queueId?: string | null | undefined;
  settings?: Record<string, unknown> | undefined;
  groupsEnabled?: boolean | undefined;
  sendsReadReceipts?: boolean | undefined;
  pacing?: Pacing | null | undefined;
};

/** Changes a number. Settings that are not named are kept, secrets too; new ones restart the connection. */
export async function updateConnection(
  deps: ConnectionDeps,
  context: UserContext,
  { id, changes }: { id: string; changes: Changes },
): Promise<Connection> {
  const work = context.db.transaction(async (tx) => {
    const row = orNotFound(await lockConnection(tx, id));
    const { settings, ...fields } = changes;
    const split = settings === undefined ? null : await mergeSettings(deps, tx, row, settings);
    const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    await writeConnection(tx, id, {
      ...named,
      ...(split !== null && {
        settings: split.settings,
        secrets: deps.secrets.seal(id, split.secrets),
        externalId: split.externalId,
      }),
    });
    await recordAudit(
      tx,
      context.actor,
      audit("updated", id, { ...named, ...(split !== null && { settings: split.settings }) }),
    );
    await context.outbox.append(tx, [{ type: "connection", connectionId: id }]);
    tx.afterCommit(() => deps.control.wake(id, { restart: split !== null }));
  });
  await work.catch(explainViolations);
  return getConnection(context.db, id);
}

async function mergeSettings(
  { control, secrets }: ConnectionDeps,
  tx: Db,
  row: { id: string; driver: DriverKind; settings: Record<string, unknown> },
  changes: Record<string, unknown>,
) {
  const known = secrets.openIfPossible(row.id, await readSealedSecrets(tx, row.id));
  try {
    return control.splitSettings(row.driver, { ...row.settings, ...known, ...changes });
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const fields = error.issues.map(({ path, message }) => ({ path: ["body.settings", ...path].join("."), message }));
    throw new AppError("invalid_input", { fields });
  }
}

/** Asks for a number to be connected, or not, now and after every start. */
export async function setDesiredState(
  deps: ConnectionDeps,
  context: UserContext,
  { id, isEnabled }: { id: string; isEnabled: boolean },
): Promise<Connection> {
  await context.db.transaction(async (tx) => {
    const row = orNotFound(await lockConnection(tx, id));
    if (isEnabled) await requireDriver(deps.control, row.driver);
    await writeDesiredState(tx, id, isEnabled);
    await recordAudit(tx, context.actor, audit(isEnabled ? "connected" : "disconnected", id, {}));
    await context.outbox.append(tx, [{ type: "connection", connectionId: id }]);
    // Asked by hand, nothing is waited for, and a number that was refused or gave up is tried anew.
    tx.afterCommit(() => deps.control.wake(id, { restart: true }));
  });
  return getConnection(context.db, id);
}

/** Unlinks a number and wipes its credentials; it stays off until somebody connects it again. */
export async function logoutConnection(
  deps: ConnectionDeps,
  context: UserContext,
  { id }: { id: string },
): Promise<Connection> {
  await context.db.transaction(async (tx) => {
    orNotFound(await lockConnection(tx, id));
    await writeDesiredState(tx, id, false);
    await recordAudit(tx, context.actor, audit("logged_out", id, {}));
    await context.outbox.append(tx, [{ type: "connection", connectionId: id }]);
  });
  await deps.control.logout(id);
  return getConnection(context.db, id);
}

/** Removes a number and its credentials. What waited to be sent fails visibly; tickets keep their history. */
export async function deleteConnection(
  deps: ConnectionDeps,
  context: UserContext,
  { id }: { id: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const { name } = orNotFound(await lockConnection(tx, id));
    await removeConnection(tx, id);
    await recordAudit(tx, context.actor, audit("deleted", id, { name }));
    await context.outbox.append(tx, [{ type: "connection-removed", connectionId: id }]);
  });
  await deps.control.release(id);
  await deps.control.failPending(id);
}

export async function requestPairingCode(
  deps: ConnectionDeps,
  context: UserContext,
  { id, phoneNumber }: { id: string; phoneNumber: string },
): Promise<Connection> {
  await getConnection(context.db, id);
  const pairingCode = await deps.control.requestPairingCode(id, phoneNumber);
  return { ...(await getConnection(context.db, id)), pairingCode };
}

/** Throws `not_found` once it was removed. */
export async function getConnection(db: Db, id: string): Promise<Connection> {
  const [row] = await loadConnections(db, [id]);
  return presentConnection(orNotFound(row));
}

async function requireDriver(control: ConnectionControl, driver: DriverKind): Promise<void> {
  const detail = await control.unavailableBecause(driver);
  if (detail !== null) throw new AppError("driver_unavailable", { detail });
}

const audit = (verb: string, entityId: string, details: Record<string, unknown>) =>
  ({ action: `connection.${verb}`, entity: "connection", entityId, details }) as const;
