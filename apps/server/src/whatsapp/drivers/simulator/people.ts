import type { Identity, Party } from "../../driver.ts";
import { DriverError } from "../../driver.ts";
import type { PhoneChat } from "../../simulated-phones.ts";
import { canonicalDigits, lidOf } from "./numbers.ts";

/** As WhatsApp names a conversation to the company. */
export const partyOf = (chat: Pick<PhoneChat, "phone" | "name" | "isGroup" | "addressing">): Party => ({
  identities: identitiesOf(chat),
  name: chat.name,
});

function identitiesOf({ phone, isGroup, addressing }: Pick<PhoneChat, "phone" | "isGroup" | "addressing">): Identity[] {
  if (isGroup) return [{ kind: "GROUP", value: phone }];
  const number: Identity = { kind: "PHONE", value: phone.slice(1) };
  const lid: Identity = { kind: "LID", value: lidOf(phone) };
  if (addressing === "phone") return [number];
  return addressing === "lid" ? [lid] : [lid, number];
}

/** All by which a number can be reached; the phone as WhatsApp writes it. */
export const reachableBy = (phone: string, chat: PhoneChat | null): Identity[] => [
  ...(chat === null || chat.addressing === "phone" ? [] : [{ kind: "LID", value: lidOf(phone) } as const]),
  { kind: "PHONE", value: canonicalDigits(phone) },
];

/** Finds the conversation to send to. */
export type Lookup = {
  findChat(phone: string): PhoneChat | null;
  findLid(lid: string): PhoneChat | null;
};

/**
 * The conversation's key: a phone, E.164 with the plus sign, or the id of a group. Throws `invalid_recipient` for who is named
 * in no way by which the simulator could reach them.
 */
export function chatKeyOf(identities: readonly Identity[], network: Lookup): string {
  const find = (kind: Identity["kind"]) => identities.find((identity) => identity.kind === kind)?.value;
  const group = find("GROUP");
  if (group !== undefined) {
    const chat = network.findChat(group);
    if (chat === null) throw new DriverError("invalid_recipient", "The simulated number is in no such group.");
    return chat.phone;
  }
  const digits = find("PHONE")?.replace(/\D/g, "");
  if (digits !== undefined && /^\d{6,15}$/.test(digits)) return network.findChat(`+${digits}`)?.phone ?? `+${digits}`;
  const chat = network.findLid(find("LID") ?? "");
  if (chat !== null) return chat.phone;
  throw new DriverError("invalid_recipient", "The simulator reaches phones, known LIDs and groups alone.");
}
