import type { EndpointInput, User, userEndpoints } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { type UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { hashPassword } from "./password.ts";
import { presentUser } from "./user.presenter.ts";
import { explainViolations } from "./user-violations.ts";
import { insertUser, loadUser, replaceQueues } from "./user.repository.ts";

type CreateUser = EndpointInput<typeof userEndpoints.createUser>["body"];

export async function createUser(context: UserContext, input: CreateUser): Promise<User> {
  const { password, queueIds, ...fields } = input;
  const passwordHash = await hashPassword(password);
  const work = context.db.transaction(async (tx) => {
    const id = await insertUser(tx, { ...fields, passwordHash });
    await replaceQueues(tx, id, queueIds);
    const { name, email, role } = fields;
    await recordAudit(tx, context.actor, {
      action: "user.created",
      entity: "user",
      entityId: id,
      details: { name, email, role, queueIds },
    });
    const user = orNotFound(await loadUser(tx, id));
    await context.outbox.append(tx, [
      { type: "catalogue", catalogue: "users" },
      ...(queueIds.length > 0 ? [{ type: "catalogue", catalogue: "queues" } as const] : []),
    ]);
    return user;
  });
  return presentUser(await work.catch(explainViolations));
}
