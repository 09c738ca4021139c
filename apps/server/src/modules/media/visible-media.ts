import type { UserActor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { canSeeTicket, loadTickets, ticketScopeOf } from "../tickets/index.ts";
import { findMedia, type MediaInUse } from "./media.repository.ts";
import { isSharedWith } from "./shared-file.policy.ts";

/** A file that the person has uploaded, sees in a message of a ticket, or may send with a quick reply. Throws `not_found`. */
export async function requireVisibleMedia(sql: Sql, actor: UserActor, id: string): Promise<MediaInUse> {
  const media = orNotFound(await findMedia(sql, id));
  if (media.uploaderId === actor.id || media.sharedIn.some((scope) => isSharedWith(actor, scope))) return media;
  const tickets = await loadTickets(sql, media.ticketIds);
  if (!tickets.some((ticket) => canSeeTicket(actor, ticketScopeOf(ticket)))) throw new AppError("not_found");
  return media;
}
