import type { TicketEvent, TicketEventType } from "@whatskovi/contract";
import { nameOf } from "./event-details.ts";

const foldable: readonly TicketEventType[] = ["TAGGED", "UNTAGGED", "PRIORITY_CHANGED"];
const longestPauseMs = 5 * 60_000;

/** Whether two events, one directly after the other, are one line: somebody set the same ticket up. */
export function isOneLine(one: TicketEvent | undefined, next: TicketEvent): boolean {
  return (
    one !== undefined &&
    foldable.includes(one.type) &&
    foldable.includes(next.type) &&
    one.user?.id === next.user?.id &&
    Date.parse(next.createdAt) - Date.parse(one.createdAt) < longestPauseMs
  );
}

const withTags = (type: "TAGGED" | "UNTAGGED", event: TicketEvent, tags: readonly string[]): TicketEvent[] =>
  tags.length === 0 ? [] : [{ ...event, type, details: { tags } }];

/** What came of the events of one line: the tags put and taken away in the end, and the last priority. */
export function outcomeOf(events: readonly TicketEvent[]): TicketEvent[] {
  const [first] = events;
  if (first === undefined || events.length === 1) return [...events];
  const put = new Set<string>();
  const taken = new Set<string>();
  for (const { type, details } of events) {
    const tag = nameOf(details["tag"]);
    if (tag === null || type === "PRIORITY_CHANGED") continue;
    const [to, from] = type === "TAGGED" ? [put, taken] : [taken, put];
    if (!from.delete(tag)) to.add(tag);
  }
  const priority = events.findLast(({ type }) => type === "PRIORITY_CHANGED");
  return [
    ...withTags("TAGGED", first, [...put]),
    ...withTags("UNTAGGED", first, [...taken]),
    ...(priority === undefined ? [] : [priority]),
  ];
}
