import { recordAudits } from "../../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../../platform/context.ts";
import { isForeignKeyViolation } from "../../../platform/db/violations.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { changeTags } from "../contact.repository.ts";
import { entriesOfMany, lockContactsOf, setBlocked, type Target } from "./many-contacts.repository.ts";

type Change = {
  readonly addTagIds?: readonly string[] | undefined;
  readonly removeTagIds?: readonly string[] | undefined;
  readonly isBlocked?: boolean | undefined;
};

const BATCH = 500;

/**
 * Changes many contacts, those among them that one may see. A large filter is worked off by several calls, each going on where
 * the last one ended (`after`): what is changed stays changed if they break off, and doing it again changes nothing more.
 */
export async function changeContacts(
  context: UserContext,
  input: Target & { readonly after?: string | undefined; readonly change: Change },
): Promise<{ changed: number; after: string | null }> {
  const { db, actor, clock, outbox } = context;
  const { addTagIds = [], removeTagIds = [], isBlocked } = input.change;
  try {
    return await db.sqlTransaction(async (tx) => {
      const ids = await lockContactsOf(tx, actor, input, BATCH);
      await changeTags(tx, ids, { add: addTagIds, remove: removeTagIds });
      if (isBlocked !== undefined) await setBlocked(tx, ids, isBlocked, clock.now());
      const fields = Object.keys(input.change);
      await recordAudits(
        tx,
        actor,
        ids.map((entityId) => ({
          action: "contact.updated",
          entity: "contact",
          entityId,
          details: { fields, isBulk: true },
        })),
      );
      await outbox.append(tx, await entriesOfMany(tx, ids));
      return { changed: ids.length, after: ids.length < BATCH ? null : (ids.at(-1) ?? null) };
    });
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    throw new AppError("invalid_input", {
      fields: [{ path: "body.change.addTagIds", message: "no tag has one of these ids" }],
    });
  }
}
