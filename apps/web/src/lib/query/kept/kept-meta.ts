/**
 * Says of a query, as its `meta.kept`, that what it holds is kept in this browser to be shown at the next start, also without a
 * network. Of each group the latest used are kept.
 */
export type KeptGroup = "list" | "conversation" | "catalogue";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: { readonly kept?: KeptGroup };
  }
}

/** A conversation is three queries: its ticket, its messages, what happened. */
export const mostKept: Readonly<Record<KeptGroup, number>> = { list: 8, conversation: 90, catalogue: 40 };

/** Pages of an endless list; a conversation is kept from its end. */
export const mostPages: Readonly<Record<KeptGroup, number>> = { list: 3, conversation: 1, catalogue: 1 };
