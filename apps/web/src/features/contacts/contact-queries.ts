import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  Contact,
  ContactFilter as ListFilter,
  DuplicateGroup,
  ListedContact,
  Page,
  SharedKind,
} from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import { mapRows, withoutRow } from "../../lib/query/paged-rows.ts";

/** What the list of contacts is narrowed to; empty says nothing. */
export type ContactFilter = ListFilter & { readonly q: string };
export type ContactSort = "name" | "last_contact";

export const noFilter: ContactFilter = { q: "" };

/** How many conditions narrow the list, the search left out. */
export const countConditions = ({
  q: _,
  fieldValue: _value,
  fieldFrom: _from,
  fieldTo: _to,
  ...conditions
}: ContactFilter): number => Object.values(conditions).filter((value) => value !== undefined).length;

/** As the API takes it in a query. */
const queryOfFilter = ({ q, isBlocked, hasName, ...filter }: ContactFilter) => ({
  ...filter,
  ...(q !== "" && { q }),
  ...(isBlocked !== undefined && { isBlocked: String(isBlocked) as "true" | "false" }),
  ...(hasName !== undefined && { hasName: String(hasName) as "true" | "false" }),
});

/** As the API takes it in a body. */
export const bodyOfFilter = ({ q, ...filter }: ContactFilter): ListFilter => ({ ...filter, ...(q !== "" && { q }) });

type ContactPages = InfiniteData<Page<ListedContact>, string | null>;

export const contactKeys = {
  all: ["contacts"] as const,
  lists: ["contacts", "list"] as const,
  list: (filter: ContactFilter, sort: ContactSort = "name") => ["contacts", "list", sort, filter] as const,
  count: (filter: ContactFilter) => ["contacts", "count", filter] as const,
  media: (id: string, kind: SharedKind) => ["contacts", "media", id, kind] as const,
  members: (id: string) => ["contacts", "members", id] as const,
  possible: (sign: string) => ["contacts", "possible-duplicates", sign] as const,
  detail: (id: string) => ["contacts", "detail", id] as const,
  duplicates: (id: string) => ["contacts", "duplicates", id] as const,
  merges: (id: string) => ["contacts", "merges", id] as const,
  tickets: (id: string) => ["tickets", "of-contact", id] as const,
};

const pageSize = 50;

export const contactListQuery = (filter: ContactFilter, sort: ContactSort) =>
  infiniteQueryOptions({
    queryKey: contactKeys.list(filter, sort),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listContacts,
        {
          query: { limit: pageSize, sort, ...queryOfFilter(filter), ...(pageParam !== null && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** How many contacts a filter finds. */
export const contactCountQuery = (filter: ContactFilter) =>
  queryOptions({
    queryKey: contactKeys.count(filter),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.countContacts, { query: queryOfFilter(filter) }, { signal })).count,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: contactKeys.detail(id),
    queryFn: ({ signal }) => api.call(endpoints.getContact, { params: { id } }, { signal }),
  });

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: contactKeys.duplicates(id),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listContactDuplicates, { params: { id }, query: {} }, { signal })).items,
  });

/** The latest merges of a contact, newest first. */
export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: contactKeys.merges(id),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listContactMerges, { params: { id }, query: { limit: 20 } }, { signal })).items,
  });

/** The tickets of a contact that one may see, the latest first. */
export const contactTicketsQuery = (contactId: string) =>
  infiniteQueryOptions({
    queryKey: contactKeys.tickets(contactId),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listTickets,
        { query: { contactId, limit: 10, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** What was shared with a contact in the conversations that one may see, newest first. */
export const sharedMediaQuery = (contactId: string, kind: SharedKind) =>
  infiniteQueryOptions({
    queryKey: contactKeys.media(contactId, kind),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listContactMedia,
        {
          params: { id: contactId },
          query: { kind, limit: kind === "visual" ? 24 : 12, ...(pageParam !== null && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

/** Who has written in a group. */
export const membersQuery = (contactId: string) =>
  infiniteQueryOptions({
    queryKey: contactKeys.members(contactId),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listGroupMembers,
        { params: { id: contactId }, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Groups of contacts that may be one person each. */
export const possibleDuplicatesQuery = (sign: DuplicateGroup["sign"]) =>
  infiniteQueryOptions({
    queryKey: contactKeys.possible(sign),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listPossibleDuplicates,
        { query: { sign, limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** `contact:update`, and what saving answered. A renamed contact keeps its place until the list is fetched again. */
export function applyContact(queryClient: QueryClient, contact: Contact): void {
  queryClient.setQueriesData<ContactPages>({ queryKey: contactKeys.lists }, (pages) =>
    pages === undefined ? pages : mapRows(pages, (row) => (row.id === contact.id ? { ...row, ...contact } : row)),
  );
  queryClient.setQueryData<Contact>(contactKeys.detail(contact.id), (current) =>
    current === undefined || current.updatedAt > contact.updatedAt ? current : contact,
  );
}

/** `contact:merged`: one is gone, and what the other shows has changed with it. */
export function applyMerge(
  queryClient: QueryClient,
  { contactId, intoId }: { contactId: string; intoId: string },
): void {
  queryClient.setQueriesData<ContactPages>({ queryKey: contactKeys.lists }, (pages) =>
    pages === undefined ? pages : withoutRow(pages, contactId),
  );
  queryClient.removeQueries({ queryKey: contactKeys.detail(contactId), type: "inactive" });
  for (const id of [contactId, intoId]) {
    void queryClient.invalidateQueries({ queryKey: contactKeys.detail(id) });
    void queryClient.invalidateQueries({ queryKey: contactKeys.tickets(id) });
    void queryClient.invalidateQueries({ queryKey: contactKeys.merges(id) });
  }
}
