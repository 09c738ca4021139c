import type { Contact } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { presentContact } from "./contact.presenter.ts";
import { loadContacts } from "./contact.read-model.ts";
import { isContactVisible } from "./contact.repository.ts";

/** One contact. Throws `not_found` when it is out of sight. */
export async function getContact(context: UserContext, { id }: { id: string }): Promise<Contact> {
  if (!(await isContactVisible(context.db, context.actor, id))) throw new AppError("not_found");
  return showContact(context.db, id);
}

/** The contact after a verb. */
export async function showContact(sql: Sql, id: string): Promise<Contact> {
  const [row] = await loadContacts(sql, [id]);
  return presentContact(orNotFound(row));
}
