import type { IdentityKind } from "@whatskovi/contract";
import type { Identity, InboundEvent, Party } from "../../../whatsapp/driver.ts";
import { phoneMatchKey } from "../../contacts/index.ts";

/** By what the rows that a batch speaks of are found. */
export type BatchKeys = {
  identities: { kind: IdentityKind; value: string }[];
  providerIds: string[];
  messageIds: string[];
};

/** An identity as it is matched: a phone by its match key, so that Brazil's ninth digit makes no second person. */
export const identityKey = ({ kind, value }: Identity): string =>
  kind === "PHONE" ? phoneMatchKey(value) || value : value;

/** Who an event is from, where that has to be known to store it. */
export const partyOf = (event: InboundEvent): Party | null => {
  if (event.kind === "message") return event.chat;
  return event.kind === "contact" ? event.party : null;
};

export function keysOf(events: readonly InboundEvent[]): BatchKeys {
  const identities = new Map<string, { kind: IdentityKind; value: string }>();
  const providerIds = new Set<string>();
  const messageIds = new Set<string>();
  for (const event of events) {
    for (const identity of partyOf(event)?.identities ?? []) {
      const value = identityKey(identity);
      identities.set(`${identity.kind}:${value}`, { kind: identity.kind, value });
    }
    if ("providerId" in event && event.providerId !== null) providerIds.add(event.providerId);
    if (event.kind === "message" && event.quotedProviderId !== null) providerIds.add(event.quotedProviderId);
    if (event.kind === "status" && event.messageId !== null) messageIds.add(event.messageId);
  }
  return { identities: [...identities.values()], providerIds: [...providerIds], messageIds: [...messageIds] };
}
