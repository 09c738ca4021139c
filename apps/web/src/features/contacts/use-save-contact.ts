import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { Contact, endpoints as contract, EndpointRequest } from "@whatskovi/contract";
import { useCallback } from "react";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { applyContact, contactKeys } from "./contact-queries.ts";

type Change = EndpointRequest<(typeof contract)["updateContact"]>["body"];

/**
 * Saves a change of a contact: shown at once, then as the server has it. Refused, it goes back to what it was; when somebody else
 * was faster the contact is fetched anew first, so that what they wrote can be told.
 */
export async function saveContact(
  queryClient: QueryClient,
  contact: Contact,
  change: Change,
  shown: Partial<Contact> = {},
): Promise<Contact> {
  applyContact(queryClient, { ...contact, ...shown });
  try {
    const saved = await api.call(endpoints.updateContact, { params: { id: contact.id }, body: change });
    applyContact(queryClient, saved);
    return saved;
  } catch (error) {
    applyContact(queryClient, contact);
    if (isApiError(error, "contact_changed"))
      await queryClient.fetchQuery({
        queryKey: contactKeys.detail(contact.id),
        queryFn: () => api.call(endpoints.getContact, { params: { id: contact.id } }),
        staleTime: 0,
      });
    throw error;
  }
}

/** The same, of one contact. */
export function useSaveContact(contact: Contact) {
  const queryClient = useQueryClient();
  return useCallback(
    (change: Change, shown?: Partial<Contact>) => saveContact(queryClient, contact, change, shown),
    [queryClient, contact],
  );
}
