"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tag } from "@whatskovi/contract";
import { Pencil, Tag as TagIcon, Trash2 } from "lucide-react";
import { useState } from "react";
import { CatalogueList, CataloguePage, ColorDot, ConfirmedMutation, IconButton } from "../../components/ui/index.ts";
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
  return (
    <ConfirmedMutation
      title={t("deleteTitle", { name: tag.name })}
      text={t("deleteText")}
      confirmLabel={t("delete")}
      perform={() => api.call(endpoints.deleteTag, { params: { id: tag.id } })}
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: tagKeys.all });
        showToast(t("deleted"));
      }}
      onClose={onClose}
    />
  );
}

/** The marks for tickets and contacts. */
export function TagsPage() {
  const t = useT("tags");
  const tags = useQuery(tagsQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ kind: "create" });
  const empty = { icon: <TagIcon />, title: t("empty"), text: t("emptyText"), addLabel: t("add"), onAdd: add };
  return (
    <CataloguePage title={t("title")} description={t("description")} addLabel={t("add")} onAdd={add}>
      <CatalogueList query={tags} empty={empty}>
        {(tag) => <TagRow key={tag.id} tag={tag} onOpen={setOpen} />}
      </CatalogueList>
      {open?.kind === "create" && <TagForm tag={null} count={tags.data?.length ?? 0} onClose={close} />}
      {open?.kind === "edit" && <TagForm tag={open.tag} count={0} onClose={close} />}
      {open?.kind === "delete" && <DeleteTag tag={open.tag} onClose={close} />}
    </CataloguePage>
  );
}
