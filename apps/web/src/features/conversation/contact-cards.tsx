import type { Message, Ticket } from "@whatskovi/contract";
import { MessageSquarePlus, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { IconButton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { NewConversationDialog } from "../new-conversation/index.ts";

export const Tile = ({ icon }: { icon: ReactNode }) => (
  <span
    aria-hidden
    className="grid size-10 shrink-0 place-items-center rounded-control bg-hover text-ink-soft [&_svg]:size-5"
  >
    {icon}
  </span>
);

const e164 = /^\+\d{6,15}$/;

function CardPhone({ name, phone }: { name: string; phone: string }) {
  const t = useT("conversation");
  const formats = useFormats();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const open = ({ id }: Ticket) => {
    setOpen(false);
    router.push(`/tickets?ticket=${id}`);
  };
  return (
    <span className="flex items-center gap-1 text-ink-soft tabular-nums">
      <span className="min-w-0 flex-1 truncate">{formats.phone(phone)}</span>
      {e164.test(phone) && (
        <IconButton
          label={t("writeTo", { name })}
          icon={<MessageSquarePlus className="size-4" />}
          onClick={() => setOpen(true)}
        />
      )}
      {isOpen && (
        <NewConversationDialog
          suggested={{ phoneNumber: formats.phone(phone), name }}
          onOpened={open}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}

/** Contact cards, and the way to a conversation with who is on them. */
export function Cards({ contacts }: { contacts: NonNullable<Message["content"]["contacts"]> }) {
  return (
    <ul className="w-70 max-w-full divide-y divide-line">
      {contacts.map((contact, index) => (
        <li key={index} className="flex items-center gap-3 py-2 text-small">
          <Tile icon={<UserRound />} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{contact.name}</span>
            {contact.phoneNumbers.map((phone) => (
              <CardPhone key={phone} name={contact.name} phone={phone} />
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
