import type { DuplicateGroup, Page } from "@whatskovi/contract";
import { z } from "zod";
import type { UserContext } from "../../../platform/context.ts";
import { cursorKey, decodeCursor, encodeCursor } from "../../../platform/db/cursor.ts";
import { presentContact } from "../contact.presenter.ts";
import { loadContacts } from "../contact.read-model.ts";
import { lookForDuplicates, type Sign } from "./possible-duplicates.read-model.ts";

/**
 * Groups of contacts that may be one person each, over all that one may see. One call looks through a bounded part of the
 * contacts: a page may be empty, and there are more as long as there is a cursor.
 */
export async function listPossibleDuplicates(
  { db, actor }: UserContext,
  { sign, cursor, limit }: { sign: Sign; cursor?: string | undefined; limit: number },
): Promise<Page<DuplicateGroup>> {
  const place = decodeCursor(cursor, [z.literal(sign), cursorKey.text, z.boolean()]);
  const from = place === null ? null : { key: place[1], isBehind: place[2] };
  const { groups, next } = await lookForDuplicates(db, actor, { sign, from, limit });
  const rows = await loadContacts(
    db,
    groups.flatMap(({ ids }) => ids),
  );
  const contacts = new Map(rows.map((row) => [row.id, presentContact(row)]));
  const items = groups.map(({ ids, count }) => ({
    sign,
    contacts: ids.flatMap((id) => contacts.get(id) ?? []),
    count,
  }));
  return { items, nextCursor: next === null ? null : encodeCursor([sign, next.key, next.isBehind]) };
}
