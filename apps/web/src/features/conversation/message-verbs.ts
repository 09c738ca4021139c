import type { QueryClient } from "@tanstack/react-query";
import type { Message, MessageActionKind, MessageType, Ticket, User } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { v7 as uuidv7 } from "uuid";
import { api, endpoints } from "../../lib/api/index.ts";
import { applyMessage, changeMessage, findMessages } from "./message-cache.ts";
import { serviceWindowOf } from "./service-window.ts";

/** What one may do with a message, beyond reading it. */
export type MessageAbility = "quote" | "copy" | "react" | "forward" | "edit" | "delete";

const minute = 60_000;

/** The customer surely has not got it: it changes here alone. */
const isUnsent = ({ status, failureCode }: Message): boolean =>
  status === "PENDING" || (status === "FAILED" && failureCode !== "delivery_unknown");

const isWithin = (message: Message, minutes: number | null, now: number): boolean => {
  if (isUnsent(message)) return true;
  return message.status !== "FAILED" && minutes !== null && now - Date.parse(message.sentAt) < minutes * minute;
};

const withoutFile: readonly MessageType[] = ["TEXT", "LOCATION", "CONTACT"];

function canPassOn({ type, content, media }: Message): boolean {
  if (type === "UNSUPPORTED" || content.poll !== undefined || content.template !== undefined) return false;
  return withoutFile.includes(type) || media?.status === "READY";
}

const isEditable = ({ type, content, actions }: Message): boolean =>
  type === "TEXT" &&
  content.template === undefined &&
  !actions.some(({ kind, status }) => kind === "REVOKE" && status !== "FAILED");

/** What is offered for a message. The server decides; what it would refuse is not offered. */
export function abilitiesOf(message: Message, ticket: Ticket, me: User, now = Date.now()): ReadonlySet<MessageAbility> {
  const abilities = new Set<MessageAbility>();
  if (message.deletedAt !== null || message.type === "SYSTEM") return abilities;
  if (message.body !== "") abilities.add("copy");
  const isOwn = message.direction === "OUTBOUND" && message.userId === me.id;
  if (message.isPrivate) {
    if (isOwn && message.ticketId === ticket.id && ticket.abilities.includes("note"))
      abilities.add("edit").add("delete");
    return abilities;
  }
  if (canPassOn(message)) abilities.add("forward");
  // What stands above from an earlier ticket is over: it can be read and passed on.
  if (message.ticketId !== ticket.id) return abilities;
  if (!ticket.abilities.includes("send")) return abilities;
  const can = driverCapabilities[ticket.connection.driver];
  const isAtWhatsApp = message.status !== "FAILED" && message.status !== "PENDING";
  const isAnswerable = isAtWhatsApp && serviceWindowOf(ticket, now).state !== "closed";
  if (can.quote && isAnswerable) abilities.add("quote");
  if (can.reactions && isAnswerable) abilities.add("react");
  if (isOwn && isEditable(message) && isWithin(message, can.editMinutes, now)) abilities.add("edit");
  const isOurs = message.direction === "OUTBOUND" && (isOwn || me.role !== "AGENT");
  if (isOurs && isWithin(message, can.revokeMinutes, now)) abilities.add("delete");
  return abilities;
}

/** Our reaction as it is shown: the one that is on its way, else the one that is there. */
export function ownReaction({ actions, reactions }: Message): string | null {
  const underWay = actions.findLast(({ kind, status }) => kind === "REACTION" && status !== "FAILED");
  if (underWay !== undefined) return underWay.payload.emoji ?? null;
  return reactions.find(({ direction }) => direction === "OUTBOUND")?.emoji ?? null;
}

/**
 * Shows at once what was asked for, and takes it back when the server refuses. What the server has told meanwhile is as new as its
 * answer, or newer, and stays.
 */
async function ask(
  queryClient: QueryClient,
  message: Message,
  kind: MessageActionKind,
  payload: Message["actions"][number]["payload"],
  call: () => Promise<Message>,
): Promise<void> {
  const { ticketId } = message;
  if (ticketId === null) return;
  const asked = { id: uuidv7(), kind, payload, status: "PENDING" as const, failureCode: null };
  const others = message.actions.filter((action) => action.kind !== kind);
  changeMessage(queryClient, ticketId, message.id, (current) => ({ ...current, actions: [...others, asked] }));
  const isWaiting = () =>
    findMessages(queryClient, message.id).some(({ actions }) => actions.some(({ id }) => id === asked.id));
  try {
    const answer = await call();
    if (isWaiting()) applyMessage(queryClient, { message: answer, ticketId });
  } catch (refusal) {
    if (isWaiting())
      changeMessage(queryClient, ticketId, message.id, (current) => ({ ...current, actions: message.actions }));
    throw refusal;
  }
}

export const react = (queryClient: QueryClient, message: Message, emoji: string | null): Promise<void> =>
  ask(queryClient, message, "REACTION", { emoji }, () =>
    api.call(endpoints.setReaction, { params: { id: message.id }, body: { emoji } }),
  );

/** Changes the text. A note may name colleagues whom it did not name before. */
export const editMessage = (
  queryClient: QueryClient,
  message: Message,
  body: string,
  mentionedUserIds: string[] = [],
): Promise<void> =>
  ask(queryClient, message, "EDIT", { body }, () =>
    api.call(endpoints.editMessage, {
      params: { id: message.id },
      body: { body, ...(mentionedUserIds.length > 0 && { mentionedUserIds }) },
    }),
  );

export const deleteMessage = (queryClient: QueryClient, message: Message): Promise<void> =>
  ask(queryClient, message, "REVOKE", {}, () => api.call(endpoints.deleteMessage, { params: { id: message.id } }));

/** To all of them or to none. The ids are made by the caller, so that a second try forwards once. */
export async function forwardMessage(
  queryClient: QueryClient,
  message: Message,
  targets: readonly { readonly id: string; readonly ticketId: string }[],
): Promise<void> {
  const { items } = await api.call(endpoints.forwardMessage, {
    params: { id: message.id },
    body: { ticketIds: targets.map(({ ticketId }) => ticketId), ids: targets.map(({ id }) => id) },
  });
  for (const copy of items)
    if (copy.ticketId !== null) applyMessage(queryClient, { message: copy, ticketId: copy.ticketId });
}
