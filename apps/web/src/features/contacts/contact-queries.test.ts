import { QueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { applyContact, applyMerge, contactKeys } from "./contact-queries.ts";

const contact = (id: string, fields: Partial<Contact> = {}) =>
  ({ id, name: id, updatedAt: "2026-01-31T12:00:00.000Z", ...fields }) as Contact;

const everyone = contactKeys.list({ q: "" });
const found = contactKeys.list({ q: "b" });

function loaded(): QueryClient {
  const queryClient = new QueryClient();
  const pages = (items: Contact[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [null] });
  queryClient.setQueryData(everyone, pages([contact("a"), contact("b")]));
  queryClient.setQueryData(found, pages([contact("b")]));
  for (const id of ["a", "b"]) queryClient.setQueryData(contactKeys.detail(id), contact(id));
  queryClient.setQueryData(contactKeys.merges("a"), []);
  queryClient.setQueryData(contactKeys.tickets("a"), []);
  return queryClient;
}
const idsIn = (queryClient: QueryClient, key: typeof everyone) =>
  rowsOf(queryClient.getQueryData<{ pages: { items: Contact[]; nextCursor: null }[]; pageParams: null[] }>(key)).map(
    ({ id }) => id,
  );

test("a merge takes one from every list and its page, and has what the other shows fetched anew", () => {
  const queryClient = loaded();
  applyMerge(queryClient, { contactId: "b", intoId: "a" });
  expect(idsIn(queryClient, everyone)).toEqual(["a"]);
  expect(idsIn(queryClient, found)).toEqual([]);
  expect(queryClient.getQueryData(contactKeys.detail("b"))).toBeUndefined();
  for (const key of [contactKeys.detail("a"), contactKeys.merges("a"), contactKeys.tickets("a")])
    expect(queryClient.getQueryState(key)?.isInvalidated).toBe(true);
});

test("who is told of it twice sees the same", () => {
  const queryClient = loaded();
  applyMerge(queryClient, { contactId: "b", intoId: "a" });
  applyMerge(queryClient, { contactId: "b", intoId: "a" });
  expect(idsIn(queryClient, everyone)).toEqual(["a"]);
});

test("a change reaches lists and page; an older one does not come over a newer", () => {
  const queryClient = loaded();
  applyContact(queryClient, contact("a", { name: "Ana", updatedAt: "2026-01-31T12:00:02.000Z" }));
  expect(queryClient.getQueryData<Contact>(contactKeys.detail("a"))?.name).toBe("Ana");
  applyContact(queryClient, contact("a", { name: "old", updatedAt: "2026-01-31T12:00:01.000Z" }));
  expect(queryClient.getQueryData<Contact>(contactKeys.detail("a"))?.name).toBe("Ana");
});
