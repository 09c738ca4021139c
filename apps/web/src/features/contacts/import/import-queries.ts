import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ContactImport, ImportSettings } from "@whatskovi/contract";
import { api, endpoints } from "../../../lib/api/index.ts";

export const importKeys = {
  all: ["contact-imports"] as const,
  list: ["contact-imports", "list"] as const,
  detail: (id: string) => ["contact-imports", "detail", id] as const,
  preview: (id: string, settings: ImportSettings) => ["contact-imports", "preview", id, settings] as const,
};

/** The latest imports. */
export const importsQuery = () =>
  queryOptions({
    queryKey: importKeys.list,
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listContactImports, { query: { limit: 10 } }, { signal })).items,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: importKeys.detail(id),
    queryFn: ({ signal }) => api.call(endpoints.getContactImport, { params: { id } }, { signal }),
  });

export const previewQuery = (id: string, settings: ImportSettings) =>
  queryOptions({
    queryKey: importKeys.preview(id, settings),
    queryFn: ({ signal }) => api.call(endpoints.previewContactImport, { params: { id }, body: settings }, { signal }),
    retry: false,
    placeholderData: (previous) => previous,
  });

/** `contact-import:update`, and what a call answered. It only ever goes forward: an older word changes nothing. */
export function applyImport(queryClient: QueryClient, next: ContactImport): void {
  const newer = (current: ContactImport) =>
    current.endedAt !== null || (next.endedAt === null && next.doneRows < current.doneRows) ? current : next;
  queryClient.setQueryData<ContactImport>(importKeys.detail(next.id), (current) =>
    current === undefined ? current : newer(current),
  );
  queryClient.setQueryData<ContactImport[]>(importKeys.list, (rows) => {
    if (rows === undefined) return rows;
    const isKnown = rows.some((row) => row.id === next.id);
    return isKnown ? rows.map((row) => (row.id === next.id ? newer(row) : row)) : [next, ...rows];
  });
}
