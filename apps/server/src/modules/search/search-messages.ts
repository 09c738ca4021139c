import type { EndpointInput, endpoints, MessageHit, Page } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { cursorKey, decodeCursor, encodeCursor } from "../../platform/db/cursor.ts";
import { findMessages } from "./find-messages.ts";
import { excerptOf, findMatchedWords, partsOf } from "./highlight.ts";
import { loadMessageHits, type MessageHitRow } from "./message-hit.read-model.ts";
import { searchTerms } from "./search-terms.ts";
import { readSearchWords } from "./search-words.ts";

type Input = EndpointInput<(typeof endpoints)["searchMessages"]>["query"];

/** One page of the messages that a person may see and looks for, newest first. */
export async function searchMessages({ db, actor }: UserContext, input: Input): Promise<Page<MessageHit>> {
  const { q, cursor, limit, userId, ...filters } = input;
  const place = decodeCursor(cursor, [cursorKey.timestamp, cursorKey.id]);
  const words = await readSearchWords(db, searchTerms(q));
  if (words === null) return { items: [], nextCursor: null };
  const ids = await findMessages(db, actor, {
    ...filters,
    words,
    userId: userId === "me" ? actor.id : userId,
    after: place === null ? null : { sentAt: place[0], id: place[1] },
    limit: limit + 1,
  });
  const rows = await loadMessageHits(db, ids.slice(0, limit));
  const matched = await findMatchedWords(
    db,
    rows.flatMap((row) => [row.text, row.fileName ?? ""]),
    words,
  );
  const last = rows.at(-1);
  return {
    items: rows.map((row) => presentHit(row, matched)),
    nextCursor: ids.length > limit && last ? encodeCursor([last.sentAt.toISOString(), last.id]) : null,
  };
}

function presentHit(row: MessageHitRow, matched: ReadonlySet<string>): MessageHit {
  const { id, direction, type, isPrivate, user, contact, ticket } = row;
  return {
    id,
    direction,
    type,
    isPrivate,
    user,
    contact,
    ticket,
    sentAt: row.sentAt.toISOString(),
    excerpt: excerptOf(row.text, matched),
    fileName: row.fileName === null || row.fileName === "" ? null : partsOf(row.fileName, matched),
  };
}
