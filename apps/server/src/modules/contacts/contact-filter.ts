import type { ContactFilter } from "@whatskovi/contract";
import type { Parameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import { visibleContacts } from "./contact.read-model.ts";

/** As the index of nameless contacts has it: nothing but what a phone is written with. */
const isNameless = String.raw`contact."name" !~ '[^\d\s+().-]'`;

/** When somebody was last in contact, as far as the viewer may see; an expression on the table `contact`. */
export const lastContactAt = (viewer: TicketViewer, parameters: Parameters): string => `(
  SELECT max(ticket."lastMessageAt") FROM "Ticket" AS ticket
  WHERE ticket."contactId" = contact."id" AND ${visibleTickets(viewer, parameters)})`;

/** A filter as conditions on the table `contact`, the viewer's rights among them. All values are bound. */
export function contactConditions(viewer: TicketViewer, filter: ContactFilter, parameters: Parameters): string[] {
  return [
    visibleContacts(viewer, parameters),
    ...ownConditions(filter, parameters),
    ...inTime(viewer, filter, parameters),
  ];
}

function ownConditions(filter: ContactFilter, parameters: Parameters): string[] {
  const { bind } = parameters;
  const conditions: string[] = [];
  const fragments = searchFragments(filter.q ?? "");
  if (fragments.length > 0) {
    const named = contains(`contact."name" || ' ' || COALESCE(contact."phoneNumber", '')`, fragments, parameters);
    conditions.push(`(${named} OR ${contains(`contact."email"`, fragments, parameters)})`);
  }
  if (filter.isBlocked !== undefined)
    conditions.push(filter.isBlocked ? `contact."isBlocked"` : `NOT contact."isBlocked"`);
  if (filter.hasName !== undefined) conditions.push(filter.hasName ? `NOT (${isNameless})` : isNameless);
  if (filter.tagId !== undefined)
    conditions.push(
      `contact."id" IN (SELECT "contactId" FROM "ContactTag" WHERE "tagId" = ${bind(filter.tagId, "uuid")})`,
    );
  if (filter.fieldId !== undefined) {
    conditions.push(fieldCondition(filter.fieldId, filter.fieldValue, parameters));
    const { fieldFrom, fieldTo } = filter;
    if ((fieldFrom ?? fieldTo) !== undefined)
      conditions.push(rangeCondition(filter.fieldId, fieldFrom, fieldTo, parameters));
  }
  return conditions;
}

function fieldCondition(fieldId: string, wanted: string | undefined, parameters: Parameters): string {
  const { bind } = parameters;
  const id = bind(fieldId, "uuid");
  const rows = `SELECT value."contactId" FROM "ContactFieldValue" AS value WHERE value."fieldId" = ${id}`;
  const text = wanted?.trim() ?? "";
  if (text === "") return `contact."id" IN (${rows})`;
  const exact = bind(text, "text");
  // Apart, because an index serves the first; the second is not begun for the kinds that are found exactly.
  const isText = `(SELECT EXISTS (SELECT 1 FROM "CustomField" WHERE "id" = ${id} AND "kind" IN ('TEXT', 'LINK')))`;
  const isSame = `substr(value."value", 1, 200) = substr(${exact}, 1, 200) AND value."value" = ${exact}`;
  const has = contains(`value."value"`, [text], parameters);
  return `contact."id" IN (${rows} AND ${isSame} UNION ${rows} AND ${isText} AND ${has})`;
}

/** As its index has it. */
const isNumber = `value."value" ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$'`;
const asNumber = `(CASE WHEN ${isNumber} THEN value."value"::numeric END)`;
const isDay = (bound: string): boolean => /^\d{4}-/.test(bound);

/** From one value of a NUMBER or DATE to another, both included. Bounds of two kinds, or of another kind than the field, find nobody. */
function rangeCondition(
  fieldId: string,
  from: string | undefined,
  to: string | undefined,
  { bind }: Parameters,
): string {
  const bounds = [from, to].filter((bound) => bound !== undefined);
  const ofDays = bounds.every(isDay);
  if (!ofDays && bounds.some(isDay)) return "FALSE";
  const [kind, value, type] = ofDays
    ? (["DATE", `substr(value."value", 1, 200)`, "text"] as const)
    : (["NUMBER", asNumber, "numeric"] as const);
  const id = bind(fieldId, "uuid");
  const within = [
    ...(ofDays ? [] : [isNumber]),
    ...(from === undefined ? [] : [`${value} >= ${bind(from, type)}`]),
    ...(to === undefined ? [] : [`${value} <= ${bind(to, type)}`]),
  ];
  return `(SELECT EXISTS (SELECT 1 FROM "CustomField" WHERE "id" = ${id} AND "kind" = '${kind}')) AND contact."id" IN (
    SELECT value."contactId" FROM "ContactFieldValue" AS value WHERE value."fieldId" = ${id} AND ${within.join(" AND ")})`;
}

function inTime(viewer: TicketViewer, filter: ContactFilter, parameters: Parameters): string[] {
  const { bind } = parameters;
  const conditions: string[] = [];
  const between = (expression: () => string, from: string | undefined, to: string | undefined) => {
    if (from !== undefined) conditions.push(`${expression()} >= ${bind(from, "timestamptz")}`);
    if (to !== undefined) conditions.push(`${expression()} < ${bind(to, "timestamptz")}`);
  };
  between(() => `contact."createdAt"`, filter.createdFrom, filter.createdTo);
  between(() => lastContactAt(viewer, parameters), filter.lastContactFrom, filter.lastContactTo);
  return conditions;
}
