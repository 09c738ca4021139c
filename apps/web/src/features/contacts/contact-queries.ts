import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Contact, Page } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import { mapRows, withoutRow } from "../../lib/query/paged-rows.ts";

export type ContactFilter = { readonly q: string; readonly tagId: string | null; readonly isBlocked: boolean };

type ContactPages = InfiniteData<Page<Contact>, string | null>;

export const contactKeys = {
  all: ["contacts"] as const,
  lists: ["contacts", "list"] as const,
  list: (filter: ContactFilter) => ["contacts", "list", filter] as const,
  detail: (id: string) => ["contacts", "detail", id] as const,
  duplicates: (id: string) => ["contacts", "duplicates", id] as const,
  merges: (id: string) => ["contacts", "merges", id] as const,
  tickets: (id: string) => ["tickets", "of-contact", id] as const,
};

const pageSize = 50;

export const contactListQuery = (filter: ContactFilter) =>
  infiniteQueryOptions({
    queryKey: contactKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listContacts,
        {
          query: {
            limit: pageSize,
            ...(filter.q !== "" && { q: filter.q }),
            ...(filter.tagId !== null && { tagId: filter.tagId }),
            ...(filter.isBlocked && { isBlocked: "true" as const }),
            ...(pageParam !== null && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
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

/** The latest tickets of a contact that one may see. */
export const contactTicketsQuery = (contactId: string) =>
  queryOptions({
    queryKey: contactKeys.tickets(contactId),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listTickets, { query: { contactId, limit: 20 } }, { signal })).items,
  });

/** `contact:update`, and what saving answered. A renamed contact keeps its place until the list is fetched again. */
export function applyContact(queryClient: QueryClient, contact: Contact): void {
  queryClient.setQueriesData<ContactPages>({ queryKey: contactKeys.lists }, (pages) =>
    pages === undefined ? pages : mapRows(pages, (row) => (row.id === contact.id ? contact : row)),
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
