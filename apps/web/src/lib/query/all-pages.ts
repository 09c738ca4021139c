import type { Page } from "@whatskovi/contract";

/** The query of one page, to be spread into a call. */
export type PageRequest = { limit: number; cursor?: string };

/** Every row of a list that is known to be short (queues, tags, colleagues): page after page. */
export async function allPages<Row>(fetchPage: (query: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await fetchPage(cursor === null ? { limit: 100 } : { limit: 100, cursor });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}
