"use client";

import type { Contact } from "@whatskovi/contract";
import { ConfirmDialog } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useBlock } from "./use-block.ts";

type BlockDialogProps = {
  readonly contact: Pick<Contact, "id" | "name">;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** Says what blocking does before it is done. A refusal is shown here, and can be tried again. */
export function BlockDialog({ contact, isOpen, onClose }: BlockDialogProps) {
  const t = useT("contacts");
  const block = useBlock(onClose);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={() => {
        block.reset();
        onClose();
      }}
      title={t("blockTitle", { name: contact.name })}
      text={t("blockText")}
      confirmLabel={t("block")}
      isBusy={block.isPending}
      error={block.error}
      onConfirm={() => block.mutate({ id: contact.id, isBlocked: true })}
    />
  );
}
