import { type TicketFilter, TicketStatus } from "@whatskovi/contract";
import type { Parameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import type { TicketViewer } from "./ticket.policy.ts";

/** The statuses that a filter lets through, in their order. */
export const statusesOf = ({ status }: TicketFilter): TicketStatus[] =>
  TicketStatus.options.filter((each) => status === undefined || status.includes(each));

/** Everything a filter says but the status and the search, as conditions on the table `ticket`. */
export function filterConditions(viewer: TicketViewer, filter: TicketFilter, { bind }: Parameters): string[] {
  const { queueId, userId, tagId, connectionId, contactId, priority, unread } = filter;
  const conditions: string[] = [];
  if (queueId !== undefined) conditions.push(inQueues(queueId, bind));
  if (userId === "none") conditions.push(`ticket."userId" IS NULL`);
  else if (userId !== undefined)
    conditions.push(`ticket."userId" = ${bind(userId === "me" ? viewer.id : userId, "uuid")}`);
  if (tagId !== undefined) {
    conditions.push(
      `ticket."id" IN (SELECT "ticketId" FROM "TicketTag" WHERE "tagId" = ANY(${bind(tagId, "uuid[]")}))`,
    );
  }
  if (connectionId !== undefined) conditions.push(`ticket."whatsappId" = ${bind(connectionId, "uuid")}`);
  if (contactId !== undefined) conditions.push(`ticket."contactId" = ${bind(contactId, "uuid")}`);
  if (priority !== undefined) conditions.push(`ticket."priority" = ANY(${bind(priority, `"TicketPriority"[]`)})`);
  if (unread !== undefined) conditions.push(`ticket."unreadMessages" ${unread ? ">" : "="} 0`);
  return [...conditions, ...lastMessageConditions(filter, bind)];
}

function inQueues(choices: readonly string[], bind: Parameters["bind"]): string {
  const ids = choices.filter((choice) => choice !== "none");
  const parts = [
    ...(ids.length > 0 ? [`ticket."queueId" = ANY(${bind(ids, "uuid[]")})`] : []),
    ...(ids.length < choices.length ? [`ticket."queueId" IS NULL`] : []),
  ];
  return parts.length === 1 ? parts.join() : `(${parts.join(" OR ")})`;
}

function lastMessageConditions({ lastMessageFrom, lastMessageBefore }: TicketFilter, bind: Parameters["bind"]) {
  return [
    ...(lastMessageFrom === undefined ? [] : [`ticket."lastMessageAt" >= ${bind(lastMessageFrom, "timestamptz")}`]),
    ...(lastMessageBefore === undefined ? [] : [`ticket."lastMessageAt" < ${bind(lastMessageBefore, "timestamptz")}`]),
  ];
}

const NUMBER = /^#?(\d{1,9})$/;

/** The conditions of a search, any one of which is enough; one that is always true without a search. Apart, because one index serves each. */
export function searchConditions(q: string | undefined, parameters: Parameters): string[][] {
  if (q === undefined || q === "") return [[]];
  const number = NUMBER.exec(q)?.[1];
  const byNumber = number === undefined ? [] : [[`ticket."number" = ${parameters.bind(Number(number), "int")}`]];
  if (q.startsWith("#") && number !== undefined) return byNumber;
  const name = contains(`contact."name" || ' ' || COALESCE(contact."phoneNumber", '')`, searchFragments(q), parameters);
  return [...byNumber, [`ticket."contactId" IN (SELECT contact."id" FROM "Contact" AS contact WHERE ${name})`]];
}
