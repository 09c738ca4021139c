import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ticket, TicketPriority } from "@whatskovi/contract";
import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Chip, ColorDot, IconButton, MultiCombobox, Select } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { tagsQuery } from "../tags/index.ts";
import { clearFailure, noteFailure, setPriority, setTags, useTicketActions } from "../tickets/index.ts";
import { Fact } from "./fact.tsx";
import { Section } from "./section.tsx";

const priorities: readonly TicketPriority[] = ["LOW", "MEDIUM", "HIGH", "URGENT"];

function useUpdate(ticket: Ticket) {
  const queryClient = useQueryClient();
  const me = useCurrentUser();
  const attempt = (change: Promise<Ticket>) => {
    clearFailure(ticket.id);
    change.catch((error: unknown) => noteFailure(ticket.id, error));
  };
  const acting = { queryClient, me };
  return {
    priority: (priority: TicketPriority) => attempt(setPriority(acting, ticket, priority)),
    tags: (tags: Ticket["tags"]) => attempt(setTags(acting, ticket, tags)),
  };
}

function Tags({ ticket, canUpdate }: { ticket: Ticket; canUpdate: boolean }) {
  const t = useT("details");
  const update = useUpdate(ticket);
  const { data: tags = [] } = useQuery({ ...tagsQuery(), enabled: canUpdate });
  if (!canUpdate) {
    return (
      <Fact name={t("tags")}>
        {ticket.tags.length === 0
          ? t("noTags")
          : ticket.tags.map((tag) => <Chip key={tag.id} label={tag.name} color={tag.color} className="mr-3" />)}
      </Fact>
    );
  }
  // A tag that was deleted meanwhile still stands on the ticket until the server says otherwise.
  const known = [...tags, ...ticket.tags.filter((tag) => !tags.some((other) => other.id === tag.id))];
  return (
    <MultiCombobox
      label={t("tags")}
      placeholder={known.length === 0 ? t("noTagsYet") : t("addTag")}
      choices={known.map((tag) => ({ value: tag.id, label: tag.name, color: tag.color }))}
      values={ticket.tags.map((tag) => tag.id)}
      onChange={(ids) =>
        update.tags(
          known.filter((tag) => ids.includes(tag.id)).toSorted((one, other) => one.name.localeCompare(other.name)),
        )
      }
      className="mt-3"
    />
  );
}

const QueueName = ({ name, color }: { name: string; color: string }) => (
  <span className="flex items-center gap-2">
    <ColorDot color={color} />
    {name}
  </span>
);

/** Who or where it is, with the way to hand it on: the same question as everywhere. */
function Changeable({ ticket, label, children }: { ticket: Ticket; label: string; children: ReactNode }) {
  const actions = useTicketActions();
  return (
    <span className="flex items-center gap-1">
      <span className="min-w-0 break-words">{children}</span>
      {ticket.abilities.includes("transfer") && (
        <IconButton
          label={label}
          icon={<Pencil className="size-4" />}
          onClick={() => actions.run("transfer", ticket)}
        />
      )}
    </span>
  );
}

export function TicketSection({ ticket }: { ticket: Ticket }) {
  const t = useT("details");
  const words = useT("ticket");
  const formats = useFormats();
  const update = useUpdate(ticket);
  const canUpdate = ticket.abilities.includes("update");
  return (
    <Section name="ticket" title={words("number", { number: String(ticket.number) })}>
      <dl>
        <Fact name={t("status")}>{words(`status.${ticket.status}`)}</Fact>
        <Fact name={t("queue")}>
          <Changeable ticket={ticket} label={t("changeQueue")}>
            {ticket.queue === null ? t("noQueue") : <QueueName {...ticket.queue} />}
          </Changeable>
        </Fact>
        <Fact name={t("agent")}>
          <Changeable ticket={ticket} label={t("changeAgent")}>
            {ticket.user?.name ?? t("nobody")}
          </Changeable>
        </Fact>
        <Fact name={t("connection")}>{ticket.connection.name}</Fact>
        <Fact name={t("opened")}>
          <span className="tabular-nums">{formats.dateTime(ticket.createdAt)}</span>
        </Fact>
        {ticket.closedAt !== null && (
          <Fact name={t("closed")}>
            <span className="tabular-nums">{formats.dateTime(ticket.closedAt)}</span>
          </Fact>
        )}
        {ticket.closeReason !== null && (
          <Fact name={t("reason")}>{ticket.closeReason === "merged" ? t("reason_merged") : ticket.closeReason}</Fact>
        )}
        {!canUpdate && <Fact name={t("priority")}>{words(`priority.${ticket.priority}`)}</Fact>}
      </dl>
      {canUpdate && (
        <Select
          label={t("priority")}
          value={ticket.priority}
          choices={priorities.map((value) => ({ value, label: words(`priority.${value}`) }))}
          onChange={update.priority}
          className="mt-3"
        />
      )}
      <Tags ticket={ticket} canUpdate={canUpdate} />
    </Section>
  );
}
