import type { IdentityKind } from "@whatskovi/contract";
import type { InboundEvent, Party } from "../../../whatsapp/driver.ts";
import { identityKey } from "../../contacts/index.ts";

/** By what the rows that a batch speaks of are found. */
export type BatchKeys = {
  identities: { kind: IdentityKind; value: string }[];
  providerIds: string[];
  messageIds: string[];
};

/** Whom an event speaks of, where that has to be known to store it: the chat, and in a group who of it. */
export const partiesOf = (event: InboundEvent): Party[] => {
  if (event.kind === "contact") return [event.party];
  if (event.kind === "message") return event.author === null ? [event.chat] : [event.chat, event.author];
  return event.kind === "reaction" && event.author !== null ? [event.author] : [];
};

export function keysOf(events: readonly InboundEvent[]): BatchKeys {
  const identities = new Map<string, { kind: IdentityKind; value: string }>();
  const providerIds = new Set<string>();
  const messageIds = new Set<string>();
  for (const event of events) {
    for (const identity of partiesOf(event).flatMap(({ identities: all }) => all)) {
      const value = identityKey(identity);
      identities.set(`${identity.kind}:${value}`, { kind: identity.kind, value });
    }
    if ("providerId" in event && event.providerId !== null) providerIds.add(event.providerId);
    if (event.kind === "message" && event.quotedProviderId !== null) providerIds.add(event.quotedProviderId);
    if (event.kind === "status" && event.messageId !== null) messageIds.add(event.messageId);
  }
  return { identities: [...identities.values()], providerIds: [...providerIds], messageIds: [...messageIds] };
}
