import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "@whatskovi/contract";

type Row = { readonly id: string };
/** Pages may carry more than rows: that stays as it is. */
type Pages<Of extends Page<Row>, Param> = InfiniteData<Of, Param>;
type RowOf<Of extends Page<Row>> = Of["items"][number];

/** All rows of the pages loaded so far, each once: a row that moved between two fetches stands where it was found first. */
export function rowsOf<Item extends Row>(pages: InfiniteData<Page<Item>, unknown> | undefined): Item[] {
  const rows = new Map<string, Item>();
  for (const page of pages?.pages ?? []) for (const row of page.items) if (!rows.has(row.id)) rows.set(row.id, row);
  return [...rows.values()];
}

export function withoutRow<Of extends Page<Row>, Param>(pages: Pages<Of, Param>, id: string): Pages<Of, Param> {
  if (!pages.pages.some((page) => page.items.some((row) => row.id === id))) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((row) => row.id !== id) })),
  };
}

/**
 * Puts a row where the order wants it. A row that belongs behind the last one loaded is left to the page that will bring
 * it, when there is one.
 */
export function withRow<Of extends Page<Row>, Param>(
  pages: Pages<Of, Param>,
  row: RowOf<Of>,
  compare: (one: RowOf<Of>, other: RowOf<Of>) => number,
): Pages<Of, Param> {
  const others = withoutRow(pages, row.id);
  for (const [pageIndex, page] of others.pages.entries()) {
    const index = page.items.findIndex((other) => compare(row, other) < 0);
    if (index >= 0)
      return {
        ...others,
        pages: others.pages.with(pageIndex, { ...page, items: page.items.toSpliced(index, 0, row) }),
      };
  }
  const last = others.pages.at(-1);
  if (last === undefined || last.nextCursor !== null) return others;
  return { ...others, pages: others.pages.with(-1, { ...last, items: [...last.items, row] }) };
}

/** Replaces rows in place, without touching what stays the same. */
export function mapRows<Of extends Page<Row>, Param>(
  pages: Pages<Of, Param>,
  change: (row: RowOf<Of>) => RowOf<Of>,
): Pages<Of, Param> {
  let isChanged = false;
  const changed = pages.pages.map((page) => {
    const items = page.items.map(change);
    if (items.every((item, index) => item === page.items[index])) return page;
    isChanged = true;
    return { ...page, items };
  });
  return isChanged ? { ...pages, pages: changed } : pages;
}

/** The first pages; what follows them can be fetched again. */
export function firstPages<Of extends Page<Row>, Param>(pages: Pages<Of, Param>, most: number): Pages<Of, Param> {
  if (pages.pages.length <= most) return pages;
  return { pages: pages.pages.slice(0, most), pageParams: pages.pageParams.slice(0, most) };
}
