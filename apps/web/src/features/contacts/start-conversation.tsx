"use client";

import type { Contact } from "@whatskovi/contract";
import { MessageSquarePlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { NewConversationDialog } from "../new-conversation/index.ts";

/** Begins a conversation with a contact, or leads to the one under way. */
export function StartConversation({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        tone="primary"
        size="small"
        icon={<MessageSquarePlus aria-hidden className="size-4" />}
        onClick={() => setOpen(true)}
      >
        {t("startConversation")}
      </Button>
      {isOpen && (
        <NewConversationDialog
          contact={contact}
          onClose={() => setOpen(false)}
          onOpened={(ticket) => router.push(`/tickets?ticket=${ticket.id}`)}
        />
      )}
    </>
  );
}
