"use client";

import type { Contact } from "@whatskovi/contract";
import { Ban } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { BlockDialog } from "./block-dialog.tsx";
import { useBlock } from "./use-block.ts";

/** Blocks after a question, unblocks at once. */
export function BlockButton({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const [isAsking, setAsking] = useState(false);
  const unblock = useBlock();
  return (
    <>
      <Button
        size="small"
        icon={<Ban className="size-4" />}
        isBusy={unblock.isPending}
        onClick={() => (contact.isBlocked ? unblock.mutate({ id: contact.id, isBlocked: false }) : setAsking(true))}
      >
        {t(contact.isBlocked ? "unblock" : "block")}
      </Button>
      <BlockDialog contact={contact} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
