import type { MessageType } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters, type Parameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";
import type { SearchWords } from "./search-words.ts";

export type MessageSearch = {
  readonly words: SearchWords;
  readonly queueId?: string | undefined;
  /** Whose tickets. */
  readonly userId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly ticketId?: string | undefined;
  readonly type?: MessageType | undefined;
  readonly hasFile?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The last message of the page before. */
  readonly after: { readonly sentAt: string; readonly id: string } | null;
  readonly limit: number;
};

/**
 * Where messages are looked for: among the newest, among those with the words, or in the tickets that come into question. Each
 * is bounded; which of them answers is a matter of speed alone.
 */
export type SearchPath =
  | { readonly by: "newest"; readonly most: number }
  | { readonly by: "words"; readonly most: number | null }
  | { readonly by: "tickets"; readonly mostTickets: number; readonly most: number };

/**
 * `read` is how many came into question; more than the bound when some were left out, and then there are no ids: they would not be
 * the newest. Not counted on the newest.
 */
export type SearchPage = { readonly read: number; readonly ids: string[] };

/** Looks in one place: the ids of the newest messages that fit, `limit` at most. */
export async function searchIn(
  sql: Sql,
  viewer: TicketViewer,
  search: MessageSearch,
  path: SearchPath,
): Promise<SearchPage> {
  const { text, values } = messageSearchStatement(viewer, search, path);
  const [page] = await sql.query<SearchPage>(text, values);
  return page ?? { read: 0, ids: [] };
}

/** Whether only tickets come into question, and not everything. */
export const isNarrow = (viewer: TicketViewer, search: MessageSearch): boolean =>
  viewer.role !== "ADMIN" || filtersOfTicket(search).length > 0;

const filtersOfTicket = ({ queueId, userId, contactId, ticketId }: MessageSearch) =>
  (
    [
      ["queueId", queueId],
      ["userId", userId],
      ["contactId", contactId],
      ["id", ticketId],
    ] as const
  ).flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const]));

/** The statement of one place, apart so that a test can look at its plan. */
export function messageSearchStatement(
  viewer: TicketViewer,
  search: MessageSearch,
  path: SearchPath,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const ticket = isNarrow(viewer, search) ? ticketConditions(viewer, search, parameters).join(" AND ") : null;
  const { sources, read } = sourceOf(search, path, ticket, parameters);
  const isWhole = path.by === "newest" || path.most === null ? [] : [`(SELECT count(*) FROM found) <= ${path.most}`];
  const isTicketKnown = ticket === null || path.by === "tickets";
  const text = `
    WITH ${sources}
    SELECT ${read} AS "read", ARRAY(
      SELECT found."messageId" FROM found
      ${isTicketKnown ? "" : oneByOne(`SELECT * FROM "Ticket" WHERE "id" = found."ticketId"`, "ticket")}
      ${textJoins(search)}
      WHERE ${[...isWhole, ...conditions(search, parameters), ...(isTicketKnown ? [] : [ticket])].join(" AND ")}
      ORDER BY found."sentAt" DESC, found."messageId" DESC LIMIT ${Math.trunc(search.limit)}
    )::text[] AS "ids"`;
  return { text, values: parameters.values };
}

function sourceOf(search: MessageSearch, path: SearchPath, ticket: string | null, { bind }: Parameters) {
  const { from, to, after } = search;
  const until = after !== null && (to === undefined || after.sentAt < to) ? after.sentAt : to;
  if (path.by === "words") {
    const most = path.most === null ? "NULL" : path.most + 1;
    const bounds = `${bind(from ?? "-infinity", "timestamptz")}, ${bind(until ?? "infinity", "timestamptz")}`;
    const query = bind(queryOf(search, search.words.indexed), "tsquery");
    return {
      sources: `found AS MATERIALIZED (SELECT * FROM "messagesWithWords"(${query}, ${bounds}, ${most}))`,
      read: `(SELECT count(*)::int FROM found)`,
    };
  }
  if (path.by === "tickets") {
    const { mostTickets, most } = path;
    return {
      sources: `
        scope AS MATERIALIZED (SELECT ticket."id" FROM "Ticket" AS ticket WHERE ${ticket ?? "TRUE"} LIMIT ${mostTickets + 1}),
        found AS MATERIALIZED (
          SELECT words.* FROM scope CROSS JOIN LATERAL
            (SELECT * FROM "MessageWords" AS words WHERE words."ticketId" = scope."id" OFFSET 0) AS words
          WHERE (SELECT count(*) FROM scope) <= ${mostTickets} LIMIT ${most + 1})`,
      read: `(SELECT CASE WHEN count(*) > ${mostTickets} THEN ${most + 1} ELSE (SELECT count(*) FROM found) END::int FROM scope)`,
    };
  }
  const bounds = [
    ...(from === undefined ? [] : [`"sentAt" >= ${bind(from, "timestamptz")}`]),
    ...(until === undefined ? [] : [`"sentAt" <= ${bind(until, "timestamptz")}`]),
  ];
  return {
    sources: `found AS NOT MATERIALIZED (
      SELECT * FROM "MessageWords" WHERE ${bounds.join(" AND ") || "TRUE"}
      ORDER BY "sentAt" DESC, "messageId" DESC LIMIT ${path.most})`,
    read: "0",
  };
}

/** What may be seen, and what was asked of the tickets. */
function ticketConditions(viewer: TicketViewer, search: MessageSearch, parameters: Parameters): string[] {
  return [
    visibleTickets(viewer, parameters),
    ...filtersOfTicket(search).map(([column, value]) => `ticket."${column}" = ${parameters.bind(value, "uuid")}`),
  ];
}

function conditions(search: MessageSearch, { bind }: Parameters): string[] {
  const { words, from, to, after } = search;
  const all = [`found."words" @@ ${bind(queryOf(search, words.query), "tsquery")}`];
  if (from !== undefined) all.push(`found."sentAt" >= ${bind(from, "timestamptz")}`);
  if (to !== undefined) all.push(`found."sentAt" < ${bind(to, "timestamptz")}`);
  if (after !== null) {
    const place = `(${bind(after.sentAt, "timestamptz")}, ${bind(after.id, "uuid")})`;
    all.push(`(found."sentAt", found."messageId") < ${place}`);
  }
  if (words.beginning !== null) {
    const begins = `${plainText} LIKE '% ' || ${bind(words.beginning, "text")} || '%'`;
    all.push(`(found."words" @@ ${bind(queryOf(search, words.strict), "tsquery")} OR ${begins})`);
  }
  for (const { plain, isBeginning } of words.phrases)
    all.push(`${plainText} LIKE '% ' || ${bind(plain, "text")} || '${isBeginning ? "" : " "}%'`);
  return all;
}

const plainText = `' ' || "plainWords"("searchedText"(message."body", message."content", file."fileName")) || ' '`;

const textJoins = ({ words }: MessageSearch) =>
  words.beginning === null && words.phrases.length === 0
    ? ""
    : oneByOne(`SELECT "body", "content", "mediaId" FROM "Message" WHERE "id" = found."messageId"`, "message") +
      `LEFT JOIN "MediaFile" AS file ON file."id" = message."mediaId"`;

/** By its key for each row: the planner, who cannot know how few are found, would read the whole table at once. */
const oneByOne = (row: string, name: string) => `CROSS JOIN LATERAL (${row} OFFSET 0) AS ${name} `;

const queryOf = ({ type, hasFile }: MessageSearch, words: string): string =>
  [
    `(${words})`,
    ...(type === undefined ? [] : [`'type:${type}'`]),
    ...(hasFile === undefined ? [] : [hasFile ? `'has:file'` : `!'has:file'`]),
  ].join(" & ");
