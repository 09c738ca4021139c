"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";
import { Page } from "./page.tsx";
import { SkeletonRows } from "./skeleton.tsx";

type PageProps = { title: string; description: ReactNode; addLabel: string; onAdd: () => void; children: ReactNode };

/** A page of things that are kept by hand: what they are for, and a button for one more. */
export function CataloguePage({ title, description, addLabel, onAdd, children }: PageProps) {
  return (
    <Page
      title={title}
      description={description}
      actions={
        <Button tone="primary" size="small" icon={<Plus className="size-4" />} onClick={onAdd}>
          {addLabel}
        </Button>
      }
    >
      {children}
    </Page>
  );
}

type ListProps<Item> = {
  query: UseQueryResult<readonly Item[]>;
  skeletons?: number;
  /** Said when there is nothing, and what to do then. */
  empty: { icon: ReactNode; title: string; text: string; addLabel?: string; onAdd?: () => void };
  /** Only these are shown; all unless told. */
  keep?: (item: Item) => boolean;
  /** One row, with its key. */
  children: (item: Item) => ReactNode;
};

/** The rows of such a page, in every state: loading, failed, empty, there. */
export function CatalogueList<Item>({ query, skeletons = 4, empty, keep, children }: ListProps<Item>) {
  const t = useT("common");
  if (query.isPending) return <SkeletonRows count={skeletons} label={t("loading")} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const shown = keep === undefined ? query.data : query.data.filter(keep);
  if (shown.length > 0) return <ul>{shown.map(children)}</ul>;
  const { addLabel, onAdd, ...words } = empty;
  return (
    <EmptyState
      {...words}
      action={
        onAdd && (
          <Button tone="primary" onClick={onAdd}>
            {addLabel}
          </Button>
        )
      }
    />
  );
}
