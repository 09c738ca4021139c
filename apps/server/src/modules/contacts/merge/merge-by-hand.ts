import type { ContactMerge } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { isContactVisible } from "../contact.repository.ts";
import { listTicketScopes, loadMerging } from "./contact-merge.repository.ts";
import { mayMerge } from "./contact-merge.policy.ts";
import { isMergeable } from "./join-contacts.ts";
import { mergePair } from "./merge-contacts.ts";
import { withMergeLocks } from "./merge-locks.ts";
import { showMerge } from "./show-merges.ts";

/**
 * Makes another contact one with this one, which stays. Throws `not_found` when either is out of sight or was merged by
 * somebody faster, `forbidden` when the merge would bring active tickets together that the person may not see, and
 * `contacts_not_mergeable` for a contact with itself or a group with a person.
 */
export async function mergeContacts(
  context: UserContext,
  { id, contactId }: { id: string; contactId: string },
): Promise<ContactMerge> {
  const { db, actor, clock, outbox } = context;
  for (const each of [id, contactId]) {
    if (!(await isContactVisible(db, actor, each))) throw new AppError("not_found");
  }
  if (id === contactId) throw new AppError("contacts_not_mergeable");
  const contactIds = [id, contactId];
  const mergeId = await withMergeLocks(db, { contactIds }, async (tx) => {
    const contacts = await loadMerging(tx, contactIds);
    const kept = contacts.find((contact) => contact.id === id);
    const gone = contacts.find((contact) => contact.id === contactId);
    if (kept === undefined || gone === undefined) throw new AppError("not_found");
    if (!mayMerge(actor, await listTicketScopes(tx, contactIds))) throw new AppError("forbidden");
    if (!isMergeable(kept, gone)) throw new AppError("contacts_not_mergeable");
    const merge = await mergePair(tx, kept, gone, { actor, now: clock.now() });
    await outbox.append(tx, merge.entries);
    return merge.mergeId;
  });
  return showMerge(context, mergeId);
}
