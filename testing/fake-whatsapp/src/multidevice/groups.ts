import { randomInt } from "node:crypto";
import type { BinaryNode } from "@whiskeysockets/baileys";
import type { Addressing, Person } from "./people.ts";
import { node } from "./stanzas.ts";

/** A group, which companies' phones and customers are in. */
export type Group = {
  /** `<digits>@g.us` */
  readonly jid: string;
  subject: string;
  readonly addressing: Addressing;
  readonly createdAt: number;
  readonly members: Person[];
  readonly admins: Set<Person>;
};

export const newGroupId = (): string => `1203630${String(randomInt(10 ** 10, 10 ** 11))}`;

/** The group as `w:g2` tells it, members with both identifiers. */
export function groupNode(group: Group): BinaryNode {
  const [creator] = [...group.admins, ...group.members];
  const attrs = {
    id: group.jid.split("@")[0],
    subject: group.subject,
    creation: String(group.createdAt),
    creator: creator?.jid(group.addressing),
    s_t: String(group.createdAt),
    s_o: creator?.jid(group.addressing),
    addressing_mode: group.addressing,
    size: String(group.members.length),
  };
  return node(
    "group",
    attrs,
    group.members.map((member) => participantNode(group, member)),
  );
}

export function participantNode(group: Group, member: Person): BinaryNode {
  const other = group.addressing === "lid" ? { phone_number: member.phoneJid } : { lid: member.lidJid };
  const type = group.admins.has(member) ? "admin" : undefined;
  return node("participant", { jid: member.jid(group.addressing), ...other, type });
}
