import type { MessageHit, TextPart, Ticket } from "@whatskovi/contract";
import { Check, ChevronDown, ChevronRight, CornerDownRight, History, Lock, Paperclip } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar, ColorDot, Shortcut } from "../../components/ui/index.ts";
import { formatPhone, useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { foundParts, plainParts } from "../conversation/index.ts";
import { KindIcon } from "../tickets/index.ts";
import type { Command } from "./commands/command.ts";
import type { Option } from "./options.ts";

const Marked = ({ parts }: { parts: readonly TextPart[] }) =>
  parts.map((part, index) =>
    part.isMatch ? (
      <mark key={index} className="rounded-corner bg-note text-note-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );

const Named = ({ text, q }: { text: string; q: string }) => (
  <Marked parts={foundParts(text, q).map((part) => ({ text: part.text, isMatch: part.isFound }))} />
);

type TwoLinesProps = { face: ReactNode; title: ReactNode; aside?: ReactNode; text: ReactNode };

const TwoLines = ({ face, title, aside, text }: TwoLinesProps) => (
  <>
    {face}
    <span className="min-w-0 flex-1">
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <span className="shrink-0 text-meta text-ink-soft tabular-nums">{aside}</span>
      </span>
      <span className="line-clamp-2 text-small text-ink-soft">{text}</span>
    </span>
  </>
);

const OneLine = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <>
    <span aria-hidden className="flex size-8 shrink-0 items-center justify-center text-ink-soft [&_svg]:size-4">
      {icon}
    </span>
    <span className="min-w-0 flex-1 truncate">{children}</span>
  </>
);

function TicketLine({ ticket, q }: { ticket: Ticket; q: string }) {
  const t = useT("ticket");
  const formats = useFormats();
  const { contact, queue, user } = ticket;
  const facts = [t(`status.${ticket.status}`), queue?.name, user?.name].filter((fact) => fact !== undefined);
  return (
    <TwoLines
      face={<Avatar id={contact.id} name={contact.name} />}
      title={<Named text={contact.name} q={q} />}
      aside={formats.listDate(ticket.lastMessageAt)}
      text={
        <>
          <Named text={`#${ticket.number}`} q={q} /> · {facts.join(" · ")}
        </>
      }
    />
  );
}

function MessageLine({ hit }: { hit: MessageHit }) {
  const t = useT("search");
  const kinds = useT("kinds");
  const formats = useFormats();
  const hasText = hit.excerpt.some((part) => part.text !== "");
  return (
    <TwoLines
      face={<Avatar id={hit.contact.id} name={hit.contact.name} />}
      title={
        <>
          {hit.contact.name}
          {hit.ticket !== null && <span className="font-normal text-ink-soft"> · #{hit.ticket.number}</span>}
        </>
      }
      aside={formats.listDate(hit.sentAt)}
      text={
        <>
          {hit.isPrivate && (
            <span className="text-note-ink">
              <Lock aria-hidden className="mr-1 inline size-3" />
              {t("note")}:{" "}
            </span>
          )}
          {hit.user !== null && `${hit.user.name}: `}
          {hit.type !== "TEXT" && (
            <span className="mr-1 inline-flex align-middle">
              <KindIcon type={hit.type} />
            </span>
          )}
          {hasText ? <Marked parts={plainParts(hit.excerpt)} /> : hit.fileName === null && kinds(hit.type)}
          {hit.fileName !== null && (
            <>
              {hasText && " · "}
              <Paperclip aria-label={t("file")} className="mr-1 inline size-3" />
              <Marked parts={hit.fileName} />
            </>
          )}
        </>
      }
    />
  );
}

function CommandLine({ command, q }: { command: Command; q: string }) {
  const t = useT("search.commands");
  const shownKey = useShownKey();
  const { name, aside, icon: Icon = CornerDownRight, color, isChosen, shortcut } = command;
  const key = shortcut === undefined ? undefined : shownKey(shortcut);
  return (
    <>
      <OneLine icon={color === undefined ? <Icon /> : <ColorDot color={color} />}>
        <Named text={name} q={q} />
      </OneLine>
      {aside !== undefined && aside !== "" && <span className="truncate text-small text-ink-soft">{aside}</span>}
      {isChosen === true && (
        <>
          <Check aria-hidden className="size-4 shrink-0 text-accent-ink" />
          <span className="sr-only">{t("chosen")}</span>
        </>
      )}
      {key !== undefined && <Shortcut keys={key} />}
      {"step" in command && <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />}
    </>
  );
}

/** A line of what was found. */
export function OptionLine({ option, q, isLoadingMore }: { option: Option; q: string; isLoadingMore: boolean }) {
  const t = useT("search");
  switch (option.kind) {
    case "ticket":
      return <TicketLine ticket={option.ticket} q={q} />;
    case "message":
      return <MessageLine hit={option.hit} />;
    case "contact": {
      const { id, name, phoneNumber, username, email } = option.contact;
      const reach = [phoneNumber === null ? username : formatPhone(phoneNumber), email].filter((one) => one !== null);
      return (
        <TwoLines
          face={<Avatar id={id} name={name} />}
          title={<Named text={name} q={q} />}
          text={<Named text={reach.join(" · ")} q={q} />}
        />
      );
    }
    case "recent":
      return <OneLine icon={<History />}>{option.text}</OneLine>;
    case "more":
      return <OneLine icon={<ChevronDown />}>{t(isLoadingMore ? "moreLoading" : "more")}</OneLine>;
    case "command":
      return <CommandLine command={option.command} q={q} />;
  }
}
