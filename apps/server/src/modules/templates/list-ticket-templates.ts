import type { MessageTemplate } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { lockTicketState, requireAbility } from "../tickets/index.ts";

/**
 * Asks a number's driver for its templates. Throws `unsupported_by_connection` where there are none, `connection_state_conflict`
 * while the number is not served here, `unavailable` when WhatsApp does not answer in time.
 */
export type FetchTemplates = (connectionId: string) => Promise<readonly MessageTemplate[]>;

/** The templates for who may write in the ticket. */
export async function listTicketTemplates(
  { actor, db }: UserContext,
  { id }: { id: string },
  fetchTemplates: FetchTemplates,
): Promise<{ items: MessageTemplate[] }> {
  const ticket = await db.sqlTransaction((tx) => lockTicketState(tx, id));
  requireAbility(actor, ticket, "send");
  return { items: [...(await fetchTemplates(ticket.whatsappId))] };
}
