"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { endpoints as contract, EndpointRequest } from "@whatskovi/contract";
import { Ban, CircleCheck, Download, Tag, X } from "lucide-react";
import { useState } from "react";
import {
  Button,
  ConfirmDialog,
  Dialog,
  FormError,
  IconButton,
  MultiCombobox,
  ProgressLine,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { tagsQuery } from "../tags/index.ts";
import { contactCountQuery, type ContactFilter, contactKeys } from "./contact-queries.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { type Selection, targetOf } from "./selection.ts";

type Change = EndpointRequest<(typeof contract)["changeContacts"]>["body"]["change"];

/** Changes the chosen ones, bit by bit where they are many: what is done stays done if it breaks off. */
function useChange(selection: Selection, filter: ContactFilter, onDone: () => void) {
  const t = useT("contacts.bulk");
  const queryClient = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (change: Change) => {
    setError(null);
    setDone(0);
    let changed = 0;
    try {
      for (let after: string | undefined; ;) {
        const body = { ...targetOf(selection, filter), ...(after !== undefined && { after }), change };
        const answer = await api.call(endpoints.changeContacts, { body });
        changed += answer.changed;
        setDone(changed);
        if (answer.after === null) break;
        after = answer.after;
      }
      showToast(t("done", { count: changed }));
      onDone();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setDone(null);
      void queryClient.invalidateQueries({ queryKey: contactKeys.all });
    }
  };
  return { run, done, error };
}

type Props = { selection: Selection; filter: ContactFilter; onAll: () => void; onClear: () => void };

function TagDialog({ change, onClose }: { change: ReturnType<typeof useChange>; onClose: () => void }) {
  const t = useT("contacts.bulk");
  const common = useT("common");
  const { data: tags = [] } = useQuery(tagsQuery());
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const choices = tags.map(({ id, name, color }) => ({ value: id, label: name, color }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("tagTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            tone="primary"
            isBusy={change.done !== null}
            disabled={add.length + remove.length === 0}
            onClick={() => void change.run({ addTagIds: add, removeTagIds: remove })}
          >
            {common("save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <MultiCombobox label={t("addTags")} choices={choices} values={add} onChange={setAdd} />
        <MultiCombobox label={t("removeTags")} choices={choices} values={remove} onChange={setRemove} />
        {change.done !== null && <ProgressLine label={t("working", { count: change.done })} />}
        <FormError error={change.error} />
      </div>
    </Dialog>
  );
}

/** What can be done with the chosen contacts together, in the place of the search. */
export function BulkBar({ selection, filter, onAll, onClear }: Props) {
  const t = useT("contacts");
  const user = useCurrentUser();
  const { data: total } = useQuery(contactCountQuery(filter));
  const [open, setOpen] = useState<"tag" | "block" | "unblock" | "export" | null>(null);
  const finish = () => {
    setOpen(null);
    onClear();
  };
  const change = useChange(selection, filter, finish);
  const count = selection.isAll ? (total ?? 0) : selection.ids.size;
  return (
    <div
      role="toolbar"
      aria-label={t("bulk.label")}
      className="flex shrink-0 flex-col gap-2 border-b border-line bg-selected px-4 py-3"
    >
      <div className="flex items-center gap-1">
        <p role="status" className="min-w-0 flex-1 text-small font-medium tabular-nums">
          {t("bulk.chosen", { count })}
        </p>
        <IconButton label={t("bulk.tag")} icon={<Tag />} onClick={() => setOpen("tag")} />
        <IconButton label={t("block")} icon={<Ban />} onClick={() => setOpen("block")} />
        <IconButton label={t("unblock")} icon={<CircleCheck />} onClick={() => setOpen("unblock")} />
        {user.role !== "AGENT" && (
          <IconButton label={t("export.open")} icon={<Download />} onClick={() => setOpen("export")} />
        )}
        <IconButton label={t("bulk.clear")} icon={<X />} onClick={onClear} />
      </div>
      {!selection.isAll && total !== undefined && total > selection.ids.size && (
        <div>
          <Button size="small" tone="quiet" onClick={onAll}>
            {t("bulk.all", { count: total })}
          </Button>
        </div>
      )}
      {open === "tag" && <TagDialog change={change} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        isOpen={open === "block"}
        onClose={() => setOpen(null)}
        title={t("bulk.blockTitle", { count })}
        text={t("blockText")}
        confirmLabel={t("block")}
        isBusy={change.done !== null}
        error={change.error}
        onConfirm={() => void change.run({ isBlocked: true })}
      />
      <ConfirmDialog
        isOpen={open === "unblock"}
        onClose={() => setOpen(null)}
        title={t("bulk.unblockTitle", { count })}
        text={t("bulk.unblockText")}
        confirmLabel={t("unblock")}
        tone="primary"
        isBusy={change.done !== null}
        error={change.error}
        onConfirm={() => void change.run({ isBlocked: false })}
      />
      {open === "export" && (
        <ExportDialog target={targetOf(selection, filter)} count={count} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}
