"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CustomField } from "@whatskovi/contract";
import { ArrowDown, ArrowUp, ListPlus, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { CatalogueList, CataloguePage, ConfirmedMutation, IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { FieldForm } from "./field-form.tsx";
import { customFieldsQuery, fieldKeys, fieldUseQuery } from "./field-queries.ts";

type Open = { kind: "create" } | { kind: "edit" | "delete"; field: CustomField } | null;

function FieldRow({
  field,
  fields,
  onOpen,
}: {
  field: CustomField;
  fields: readonly CustomField[];
  onOpen: (open: Open) => void;
}) {
  const t = useT("customFields");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const index = fields.findIndex(({ id }) => id === field.id);
  const move = useMutation({
    mutationFn: (to: number) => {
      const ids = fields.map(({ id }) => id).toSpliced(index, 1);
      return api.call(endpoints.orderCustomFields, { body: { ids: ids.toSpliced(to, 0, field.id) } });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: fieldKeys.all }),
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  return (
    <li className="flex min-h-14 items-center gap-1 border-b border-line last:border-b-0">
      <div className="min-w-0 flex-1">
        <h2 className="truncate">{field.name}</h2>
        <p className="truncate text-small text-ink-faint">
          {[t(`kinds.${field.kind}`), field.options.map(({ label }) => label).join(", ")].filter(Boolean).join(" · ")}
        </p>
      </div>
      <IconButton
        label={t("up", { name: field.name })}
        icon={<ArrowUp />}
        disabled={index === 0 || move.isPending}
        onClick={() => move.mutate(index - 1)}
      />
      <IconButton
        label={t("down", { name: field.name })}
        icon={<ArrowDown />}
        disabled={index === fields.length - 1 || move.isPending}
        onClick={() => move.mutate(index + 1)}
      />
      <IconButton
        label={t("edit", { name: field.name })}
        icon={<Pencil />}
        onClick={() => onOpen({ kind: "edit", field })}
      />
      <IconButton
        label={t("remove", { name: field.name })}
        icon={<Trash2 />}
        onClick={() => onOpen({ kind: "delete", field })}
      />
    </li>
  );
}

function DeleteField({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const t = useT("customFields");
  const queryClient = useQueryClient();
  const { data: use } = useQuery(fieldUseQuery(field.id));
  return (
    <ConfirmedMutation
      title={t("deleteTitle", { name: field.name })}
      text={use === undefined ? t("counting") : t("deleteText", { count: use.contacts })}
      confirmLabel={t("delete")}
      perform={() => api.call(endpoints.deleteCustomField, { params: { id: field.id } })}
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: fieldKeys.all });
        showToast(t("deleted"));
      }}
      onClose={onClose}
    />
  );
}

/** What the company wants to know of its contacts, beyond what everybody does. */
export function CustomFieldsPage() {
  const t = useT("customFields");
  const fields = useQuery(customFieldsQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <CataloguePage
      title={t("title")}
      description={t("description")}
      addLabel={t("add")}
      onAdd={() => setOpen({ kind: "create" })}
    >
      <CatalogueList query={fields} empty={{ icon: <ListPlus />, title: t("empty"), text: t("emptyText") }}>
        {(field) => <FieldRow key={field.id} field={field} fields={fields.data ?? []} onOpen={setOpen} />}
      </CatalogueList>
      {open?.kind === "create" && <FieldForm field={null} onClose={close} />}
      {open?.kind === "edit" && <FieldForm field={open.field} onClose={close} />}
      {open?.kind === "delete" && <DeleteField field={open.field} onClose={close} />}
    </CataloguePage>
  );
}
