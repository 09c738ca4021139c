"use client";

import { useQuery } from "@tanstack/react-query";
import type { SimulatorChat } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Avatar, CountBadge, ErrorState, SkeletonRows } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { KindIcon } from "../tickets/index.ts";
import type { Customer } from "./customer.ts";
import { simulatorChatsQuery } from "./simulator-queries.ts";

/** Who has not told a name is known by the phone. */
const nameOf = ({ name }: SimulatorChat, phone: (e164: string) => string) =>
  /^\+\d+$/.test(name) ? phone(name) : name;

/** What was written last: its text, or what kind of thing it is. */
function Preview({ chat }: { chat: SimulatorChat }) {
  const t = useT("simulator");
  const kinds = useT("kinds");
  if (chat.isTyping) return <em className="truncate text-accent-ink">{t("typing")}</em>;
  if (chat.lastType === null) return null;
  return (
    <>
      <KindIcon type={chat.lastType} />
      <span className="min-w-0 truncate">{chat.lastBody || kinds(chat.lastType)}</span>
    </>
  );
}

type RowProps = { chat: SimulatorChat; isChosen: boolean; onChoose: () => void };

function ChatRow({ chat, isChosen, onChoose }: RowProps) {
  const formats = useFormats();
  return (
    <button
      type="button"
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
      className={clsx(
        "flex h-17 w-full items-center gap-3 px-4 text-left -outline-offset-2!",
        isChosen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <Avatar id={chat.phone} name={chat.name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{nameOf(chat, formats.phone)}</span>
          <span className="shrink-0 text-meta text-ink-faint tabular-nums">{formats.listDate(chat.lastMessageAt)}</span>
        </span>
        <span className="flex items-center justify-between gap-2">
          <span className="flex min-w-0 items-center gap-1 text-small text-ink-soft">
            <Preview chat={chat} />
          </span>
          <CountBadge count={chat.unread} label={String(chat.unread)} />
        </span>
      </span>
    </button>
  );
}

type Props = { connectionId: string; chosen: Customer | null; onChoose: (customer: Customer) => void };

/** The customers' phones, the latest first. */
export function ChatList({ connectionId, chosen, onChoose }: Props) {
  const t = useT();
  const chats = useQuery(simulatorChatsQuery(connectionId));
  if (chats.isPending) return <SkeletonRows count={4} label={t("common.loading")} />;
  if (chats.isError) return <ErrorState error={chats.error} onRetry={() => void chats.refetch()} />;
  if (chats.data.length === 0) return <p className="p-4 text-small text-ink-faint">{t("simulator.noChats")}</p>;
  return (
    <ul className="relative min-h-0 flex-1 scroll-thin overflow-y-auto">
      {chats.data.map((chat) => (
        <li key={chat.phone}>
          <ChatRow
            chat={chat}
            isChosen={chat.phone === chosen?.phone}
            onChoose={() => onChoose({ phone: chat.phone, name: chat.name })}
          />
        </li>
      ))}
    </ul>
  );
}
