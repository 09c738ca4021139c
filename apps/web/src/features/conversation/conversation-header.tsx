import type { Ticket } from "@whatskovi/contract";
import { clsx } from "clsx";
import { ArrowLeft, MoreVertical, PanelRight, Search } from "lucide-react";
import { Avatar, Button, Chip, GroupAvatar, IconButton, Menu, MenuItem } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { useViewers, ViewerLine } from "../presence/index.ts";
import { actionsOf, type TicketAction, useTicketActions } from "../tickets/index.ts";
import { closeSearch, openSearch, useSearch } from "./search/search-store.ts";

type ConversationHeaderProps = {
  readonly ticket: Ticket;
  readonly onBack: () => void;
  readonly isDetailsOpen: boolean;
  readonly onToggleDetails: () => void;
};

const inMenuAlone: readonly TicketAction[] = ["return", "read", "unread"];

/** Who one talks to, and what can be done. What does not fit stands in the menu. */
export function ConversationHeader({ ticket, onBack, isDetailsOpen, onToggleDetails }: ConversationHeaderProps) {
  const t = useT("ticket");
  const inbox = useT("inbox");
  const conversation = useT("conversation");
  const isSearching = useSearch((search) => search.isOpen);
  const formats = useFormats();
  const { run } = useTicketActions();
  const isWatched = useViewers(ticket.id).length > 0;
  const shownKey = useShownKey();
  const keyOf = (action: TicketAction) =>
    action === "return" ? undefined : shownKey(action === "read" ? "unread" : action);
  const { contact, queue } = ticket;
  const available = actionsOf(ticket);
  const [main, ...others] = available;
  const isUrged = main === "accept" || main === "reopen";
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-surface px-1 tablet:gap-2 tablet:px-4">
      <IconButton
        label={inbox("back")}
        shortcut={shownKey("back")}
        icon={<ArrowLeft />}
        data-back-to-list
        onClick={onBack}
        className="tablet:hidden"
      />
      {ticket.isGroup ? <GroupAvatar size="medium" /> : <Avatar id={contact.id} name={contact.name} size="medium" />}
      <button
        type="button"
        onClick={onToggleDetails}
        className="min-w-0 flex-1 rounded-control pl-1 text-start pointer-coarse:min-h-11 tablet:pl-0"
      >
        <h2 className="truncate text-body font-semibold">{contact.name}</h2>
        <p className="flex min-w-0 items-center gap-2 text-meta text-ink-faint tabular-nums">
          {ticket.isGroup && <span className="shrink-0">{inbox("row.group")}</span>}
          {contact.phoneNumber !== null && (
            <span className={clsx("truncate tablet:shrink-0", isWatched && "max-tablet:hidden")}>
              {formats.phone(contact.phoneNumber)}
            </span>
          )}
          {queue !== null && <Chip label={queue.name} color={queue.color} className="h-4 max-tablet:hidden" />}
          <ViewerLine ticketId={ticket.id} />
        </p>
      </button>
      {main !== undefined && isUrged && (
        <Button
          tone="primary"
          size="small"
          onClick={() => run(main, ticket)}
          title={keyOf(main)}
          // Where there is little room, the bar below offers it alone.
          className="max-tablet:hidden"
        >
          {t(`actions.${main}`)}
        </Button>
      )}
      {(isUrged ? others : available)
        .filter((action) => !inMenuAlone.includes(action))
        .map((action) => (
          <Button
            key={action}
            tone="secondary"
            size="small"
            className="max-desktop:hidden"
            title={keyOf(action)}
            onClick={() => run(action, ticket)}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      <Menu trigger={<IconButton label={t("actions.more")} icon={<MoreVertical />} />}>
        {(isUrged ? others : available).map((action) => (
          <MenuItem key={action} onSelect={() => run(action, ticket)} shortcut={keyOf(action)}>
            {t(`actions.${action}`)}
          </MenuItem>
        ))}
        <MenuItem onSelect={openSearch} shortcut={shownKey("conversationSearch")}>
          {conversation("search.open")}
        </MenuItem>
      </Menu>
      <IconButton
        label={conversation("search.open")}
        shortcut={shownKey("conversationSearch")}
        icon={<Search />}
        isPressed={isSearching}
        onClick={isSearching ? closeSearch : openSearch}
        className="max-tablet:hidden"
      />
      <IconButton
        label={t("actions.details")}
        shortcut={shownKey("details")}
        icon={<PanelRight />}
        isPressed={isDetailsOpen}
        data-toggle-details
        onClick={onToggleDetails}
      />
    </header>
  );
}
