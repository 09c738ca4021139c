import { driverCapabilities, type EndpointInput, type Ticket, type ticketEndpoints } from "@whatskovi/contract";
import { connectionLock, contactsLock, takeLock } from "../../platform/db/advisory-lock.ts";
import type { Sql } from "../../platform/db/db.ts";
import { isForeignKeyViolation, isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { Identity } from "../../whatsapp/driver.ts";
import { identityKey, isContactVisible, mergeAsTold } from "../contacts/index.ts";
import {
  canSeeTicket,
  findActiveTicketOf,
  findQueue,
  getTicket,
  insertOpenedTicket,
  loadTicketState,
  reserveCapacity,
} from "../tickets/index.ts";
import { askWhatsApp, type ConversationContext } from "./ask-whatsapp.ts";
import { attachIdentities, insertPartner } from "./conversation.repository.ts";
import {
  type ConversationConnection,
  findConnection,
  findContactsOf,
  findOwnQueue,
  findReach,
} from "./conversation.read-model.ts";
import { readPhone } from "./phone-input.ts";

type Input = EndpointInput<(typeof ticketEndpoints)["openTicket"]>["body"];

/** With whom: a contact that there is, or one that is to be made, and the identities that are known of them. */
type Partner = {
  readonly contactId: string | null;
  readonly name: string | null;
  readonly identities: readonly Identity[];
};

/**
 * Opens a conversation by hand, for oneself. Where the contact has an active ticket on the number already, that is the answer;
 * to who may not see it, `active_ticket_exists` with who has it or where it waits. Of two at once one opens it and the other
 * gets the same ticket; so does who opens it at the moment in which the customer writes. Whom WhatsApp has not named yet is
 * asked for first, where the number can ask.
 */
export async function openTicket(context: ConversationContext, input: Input): Promise<Ticket> {
  const connection = orNotFound(await findConnection(context.db, input.connectionId));
  const partner = await findPartner(context, connection, input);
  try {
    return await open(context, connection, partner, input);
  } catch (error) {
    // Somebody made the contact or merged it away at this moment: what they left is found now.
    if (!isUniqueViolation(error) && !isForeignKeyViolation(error)) throw error;
    return open(context, connection, await findPartner(context, connection, input), input);
  }
}

async function findPartner(
  context: ConversationContext,
  connection: ConversationConnection,
  { contactId, phoneNumber, name }: Input,
): Promise<Partner> {
  if (contactId !== undefined) return knownPartner(context, connection, contactId);
  const phone = { kind: "PHONE", value: readPhone(phoneNumber ?? "").phoneNumber } as const;
  const [known] = await findContactsOf(context.db, [keyOf(phone)]);
  if (known !== undefined && (await findActiveTicketOf(context.db, known, connection.id)) !== null)
    return { contactId: known, name: null, identities: [] };
  const identities = await confirm(context, connection, phone.value);
  const contactIds = await findContactsOf(context.db, identities.map(keyOf));
  if (contactIds.length > 1) await mergeAsTold(context, contactIds);
  const [found] = await findContactsOf(context.db, identities.map(keyOf));
  return { contactId: found ?? null, name: name ?? null, identities };
}

async function knownPartner(
  context: ConversationContext,
  connection: ConversationConnection,
  contactId: string,
): Promise<Partner> {
  const { db, actor } = context;
  if (!(await isContactVisible(db, actor, contactId))) throw new AppError("not_found");
  const partner = { contactId, name: null, identities: [] };
  if ((await findActiveTicketOf(db, contactId, connection.id)) !== null) return partner;
  const reach = orNotFound(await findReach(db, contactId));
  if (reach.isGroup && !driverCapabilities[connection.driver].groups) throw new AppError("unsupported_by_connection");
  if (reach.isGroup || reach.isProven || reach.phoneNumber === null) return partner;
  const identities = await confirm(context, connection, reach.phoneNumber);
  const contactIds = [...new Set([contactId, ...(await findContactsOf(db, identities.map(keyOf)))])];
  if (contactIds.length > 1) await mergeAsTold(context, contactIds);
  const [found = contactId] = await findContactsOf(db, identities.map(keyOf));
  return { ...partner, contactId: found, identities };
}

/** The identities of a phone as WhatsApp tells them; the phone itself where it cannot be asked. */
async function confirm(
  context: ConversationContext,
  connection: ConversationConnection,
  phoneNumber: string,
): Promise<readonly Identity[]> {
  const check = await askWhatsApp(context, connection, phoneNumber);
  if (check?.isOnWhatsApp === false) throw new AppError("not_on_whatsapp");
  if (check !== null && check.identities.length > 0) return check.identities;
  return [{ kind: "PHONE", value: phoneNumber.slice(1) }];
}

async function open(
  context: ConversationContext,
  connection: ConversationConnection,
  partner: Partner,
  input: Input,
): Promise<Ticket> {
  const { db, actor, clock, outbox } = context;
  const id = await db.sqlTransaction(
    async (tx) => {
      await tx.query(takeLock(contactsLock));
      const now = clock.now();
      const [found] = await findContactsOf(tx, partner.identities.map(keyOf));
      const contactId = found ?? partner.contactId ?? (await insertPartner(tx, partner, now));
      const activeId = await findActiveTicketOf(tx, contactId, connection.id);
      if (activeId !== null) return activeId;
      if (orNotFound(await findReach(tx, contactId)).isBlocked) throw new AppError("contact_blocked");
      const queueId = await chooseQueue(context, tx, connection, input.queueId);
      if (!(await reserveCapacity(tx, actor.id))) throw new AppError("max_tickets_reached");
      await attachIdentities(tx, contactId, partner.identities, now);
      const place = { contactId, whatsappId: connection.id, queueId, userId: actor.id };
      const ticketId = await insertOpenedTicket(tx, place, now);
      await outbox.append(tx, [
        { type: "contact", contactId },
        { type: "ticket", ticketId, isNew: true, actorId: actor.id },
      ]);
      return ticketId;
    },
    { lock: connectionLock(connection.id) },
  );
  return showOrRefuse(context, id);
}

/** A queue in which the person may have tickets. */
async function chooseQueue(
  { actor }: ConversationContext,
  tx: Sql,
  connection: ConversationConnection,
  queueId: string | undefined,
): Promise<string | null> {
  if (queueId === undefined) {
    const own = await findOwnQueue(tx, actor, connection);
    if (own === null && actor.role !== "ADMIN") throw new AppError("forbidden", { detail: "You belong to no queue." });
    return own;
  }
  if (actor.role !== "ADMIN" && !actor.queueIds.includes(queueId)) throw new AppError("forbidden");
  if ((await findQueue(tx, queueId)) === undefined) {
    throw new AppError("invalid_input", { fields: [{ path: "body.queueId", message: "no queue has this id" }] });
  }
  return queueId;
}

async function showOrRefuse(context: ConversationContext, id: string): Promise<Ticket> {
  const state = await loadTicketState(context.db, id);
  if (canSeeTicket(context.actor, state)) return getTicket(context, { id });
  const takenBy = state.userId === null ? undefined : { id: state.userId, name: state.userName ?? "" };
  const waitingIn =
    state.userId !== null || state.queueId === null ? undefined : { id: state.queueId, name: state.queueName ?? "" };
  throw new AppError("active_ticket_exists", { ...(takenBy && { takenBy }), ...(waitingIn && { waitingIn }) });
}

const keyOf = (identity: Identity) => ({ kind: identity.kind, value: identityKey(identity) });
