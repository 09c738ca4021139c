import { TicketPriority, type TicketSort } from "@whatskovi/contract";
import { z } from "zod";
import { cursorKey, type CursorPart } from "../../platform/db/cursor.ts";
import type { TicketRow } from "./ticket.read-model.ts";

/** What a list is sorted by before the id: columns that all run in one direction, so that a page begins by one row comparison. */
export type Sort = {
  readonly direction: "ASC" | "DESC";
  readonly keys: readonly { readonly sql: string; readonly cast: string; readonly schema: z.ZodType<CursorPart> }[];
  readonly placeOf: (row: TicketRow) => readonly CursorPart[];
};

const lastMessageAt = { sql: `ticket."lastMessageAt"`, cast: "timestamptz", schema: cursorKey.timestamp };

/** Every order of tickets. In each status an index runs in it. */
export const sorts: Readonly<Record<TicketSort, Sort>> = {
  lastMessageAt: { direction: "DESC", keys: [lastMessageAt], placeOf: (row) => [row.lastMessageAt.toISOString()] },
  createdAt: {
    direction: "DESC",
    keys: [{ sql: `ticket."createdAt"`, cast: "timestamptz", schema: cursorKey.timestamp }],
    placeOf: (row) => [row.createdAt.toISOString()],
  },
  /** Who has waited longest comes first; who does not wait, last. */
  waitingSince: {
    direction: "ASC",
    keys: [
      {
        sql: `COALESCE(ticket."waitingSince", 'infinity')`,
        cast: "timestamptz",
        schema: z.union([cursorKey.timestamp, z.literal("infinity")]),
      },
    ],
    placeOf: (row) => [row.waitingSince?.toISOString() ?? "infinity"],
  },
  priority: {
    direction: "DESC",
    keys: [{ sql: `ticket."priority"`, cast: `"TicketPriority"`, schema: TicketPriority }, lastMessageAt],
    placeOf: (row) => [row.priority, row.lastMessageAt.toISOString()],
  },
};
