import type { InboxFilters } from "@whatskovi/contract";

/** Undefined takes a filter off. */
export type FilterChanges = { readonly [Name in keyof InboxFilters]: InboxFilters[Name] | undefined };

/** The filters after a change; what narrows nothing is left out. */
export const filtersWith = (filters: InboxFilters, changes: FilterChanges): InboxFilters =>
  Object.fromEntries(Object.entries({ ...filters, ...changes }).filter(([, value]) => value !== undefined));
