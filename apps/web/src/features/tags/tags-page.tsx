"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tag } from "@whatskovi/contract";
import { Pencil, Plus, Tag as TagIcon, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  Button,
  ColorDot,
  ConfirmDialog,
  EmptyState,
  ErrorState,
  IconButton,
  Page,
  SkeletonRows,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { TagForm } from "./tag-form.tsx";
import { tagKeys, tagsQuery } from "./tag-queries.ts";

type Open = { kind: "create" } | { kind: "edit" | "delete"; tag: Tag } | null;

function TagRow({ tag, onOpen }: { tag: Tag; onOpen: (open: Open) => void }) {
  const t = useT("tags");
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line last:border-b-0">
      <ColorDot color={tag.color} className="size-3" />
      <h2 className="min-w-0 flex-1 truncate">{tag.name}</h2>
      <IconButton
        label={t("edit", { name: tag.name })}
        icon={<Pencil />}
        onClick={() => onOpen({ kind: "edit", tag })}
      />
      <IconButton
        label={t("remove", { name: tag.name })}
        icon={<Trash2 />}
        onClick={() => onOpen({ kind: "delete", tag })}
      />
    </li>
  );
}

function DeleteTag({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const t = useT("tags");
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.call(endpoints.deleteTag, { params: { id: tag.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: tagKeys.all });
      showToast(t("deleted"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("deleteTitle", { name: tag.name })}
      text={t("deleteText")}
      confirmLabel={t("delete")}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    />
  );
}

function TagList({ onOpen }: { onOpen: (open: Open) => void }) {
  const t = useT();
  const tags = useQuery(tagsQuery());
  if (tags.isPending) return <SkeletonRows count={4} label={t("common.loading")} />;
  if (tags.isError) return <ErrorState error={tags.error} onRetry={() => void tags.refetch()} />;
  if (tags.data.length > 0)
    return (
      <ul>
        {tags.data.map((tag) => (
          <TagRow key={tag.id} tag={tag} onOpen={onOpen} />
        ))}
      </ul>
    );
  return (
    <EmptyState
      icon={<TagIcon />}
      title={t("tags.empty")}
      text={t("tags.emptyText")}
      action={
        <Button tone="primary" onClick={() => onOpen({ kind: "create" })}>
          {t("tags.add")}
        </Button>
      }
    />
  );
}

/** The marks for tickets and contacts. */
export function TagsPage() {
  const t = useT("tags");
  const tags = useQuery(tagsQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title={t("title")}
      description={t("description")}
      actions={
        <Button
          tone="primary"
          size="small"
          icon={<Plus className="size-4" />}
          onClick={() => setOpen({ kind: "create" })}
        >
          {t("add")}
        </Button>
      }
    >
      <TagList onOpen={setOpen} />
      {open?.kind === "create" && <TagForm tag={null} count={tags.data?.length ?? 0} onClose={close} />}
      {open?.kind === "edit" && <TagForm tag={open.tag} count={0} onClose={close} />}
      {open?.kind === "delete" && <DeleteTag tag={open.tag} onClose={close} />}
    </Page>
  );
}
