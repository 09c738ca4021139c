import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { InboxView } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";
import type { InboxLook } from "./inbox-look.ts";

export const viewKey = ["inbox-views"] as const;

/** One's own views, in their order. */
export const viewsQuery = () =>
  queryOptions({
    queryKey: viewKey,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listInboxViews, { query }, { signal })),
    staleTime: 60_000,
  });

const change = (queryClient: QueryClient, update: (views: readonly InboxView[]) => readonly InboxView[]): void => {
  queryClient.setQueryData<InboxView[]>(viewKey, (views) => [...update(views ?? [])]);
};

/** At most one is the default. */
const withView = (views: readonly InboxView[], view: InboxView) =>
  views.map((other) => {
    if (other.id === view.id) return view;
    return view.isDefault && other.isDefault ? { ...other, isDefault: false } : other;
  });

export type NewView = Pick<InboxView, "name" | "isDefault"> & Pick<InboxLook, "tab" | "filters" | "sort">;

export async function createView(queryClient: QueryClient, body: NewView): Promise<InboxView> {
  const view = await api.call(endpoints.createInboxView, { body });
  change(queryClient, (views) => withView([...views.filter((other) => other.id !== view.id), view], view));
  return view;
}

export async function updateView(queryClient: QueryClient, id: string, body: Partial<NewView>): Promise<InboxView> {
  const view = await api.call(endpoints.updateInboxView, { params: { id }, body });
  change(queryClient, (views) => withView(views, view));
  return view;
}

export async function deleteView(queryClient: QueryClient, id: string): Promise<void> {
  await api.call(endpoints.deleteInboxView, { params: { id } });
  change(queryClient, (views) => views.filter((view) => view.id !== id));
}

/** Shows the new order at once; refused, it is what the server says. */
export async function orderViews(queryClient: QueryClient, views: readonly InboxView[]): Promise<void> {
  change(queryClient, () => views);
  try {
    await api.call(endpoints.orderInboxViews, { body: { ids: views.map((view) => view.id) } });
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: viewKey });
    throw error;
  }
}
