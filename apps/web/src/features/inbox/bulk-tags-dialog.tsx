import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, MultiCombobox } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { tagsQuery } from "../tags/index.ts";
import type { useBulkActions } from "./use-bulk-actions.ts";

type BulkTagsDialogProps = {
  readonly tickets: readonly Ticket[];
  readonly run: ReturnType<typeof useBulkActions>["run"];
  readonly onClose: () => void;
};

/** Puts tags on all chosen tickets, or takes some off that they have. */
export function BulkTagsDialog({ tickets, run, onClose }: BulkTagsDialogProps) {
  const t = useT("inbox.bulk");
  const common = useT("common");
  const formId = useId();
  const { data: tags = [] } = useQuery(tagsQuery());
  const [isTakingOff, setTakingOff] = useState(false);
  const [tagIds, setTagIds] = useState<string[]>([]);
  const used = new Set(tickets.flatMap((ticket) => ticket.tags.map((tag) => tag.id)));
  const offered = isTakingOff ? tags.filter((tag) => used.has(tag.id)) : tags;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tagIds.length === 0) return;
    void run({ kind: isTakingOff ? "untag" : "tag", tagIds });
    onClose();
  };
  const mode = (takesOff: boolean, label: string) => (
    <Button
      size="small"
      tone={isTakingOff === takesOff ? "primary" : "secondary"}
      aria-pressed={isTakingOff === takesOff}
      onClick={() => {
        setTakingOff(takesOff);
        setTagIds([]);
      }}
    >
      {label}
    </Button>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("tags")}
      description={t("count", { count: tickets.length })}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" type="submit" form={formId} disabled={tagIds.length === 0}>
            {isTakingOff ? t("untag") : t("tag")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <div role="group" aria-label={t("tags")} className="flex gap-2">
          {mode(false, t("tag"))}
          {used.size > 0 && mode(true, t("untag"))}
        </div>
        <MultiCombobox
          key={String(isTakingOff)}
          label={t("whichTags")}
          placeholder={t("chooseTags")}
          choices={offered.map((tag) => ({ value: tag.id, label: tag.name, color: tag.color }))}
          values={tagIds}
          onChange={setTagIds}
        />
      </form>
    </Dialog>
  );
}
