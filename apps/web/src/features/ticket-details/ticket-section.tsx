import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ticket, TicketPriority } from "@whatskovi/contract";
import { Chip, ColorDot, MultiCombobox, Select } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { tagsQuery } from "../tags/index.ts";
import { clearFailure, noteFailure, setPriority, setTags } from "../tickets/index.ts";
import { Fact } from "./fact.tsx";

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

export function TicketSection({ ticket }: { ticket: Ticket }) {
  const t = useT("details");
  const words = useT("ticket");
  const formats = useFormats();
  const update = useUpdate(ticket);
  const canUpdate = ticket.abilities.includes("update");
  return (
    <section aria-label={t("ticket")} className="p-4">
      <h3 className="mb-2 text-small font-semibold">{words("number", { number: String(ticket.number) })}</h3>
      <dl>
        <Fact name={t("status")}>{words(`status.${ticket.status}`)}</Fact>
        <Fact name={t("queue")}>{ticket.queue === null ? t("noQueue") : <QueueName {...ticket.queue} />}</Fact>
        <Fact name={t("agent")}>{ticket.user?.name ?? t("nobody")}</Fact>
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
    </section>
  );
}
