import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { InboxFilters, Ticket, TicketPriority } from "@whatskovi/contract";
import { Flag, UserRound } from "lucide-react";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { showToast } from "../../../stores/toasts.ts";
import { queuesQuery } from "../../queues/index.ts";
import { tagsQuery } from "../../tags/index.ts";
import { type Handover, setPriority, setTags, useTicketActions } from "../../tickets/index.ts";
import { colleaguesQuery } from "../../users/index.ts";
import type { Command } from "./command.ts";
import { useLook } from "./use-look-commands.ts";

const priorities: readonly TicketPriority[] = ["URGENT", "HIGH", "MEDIUM", "LOW"];

/** With a value, or without it where it was there. */
function toggled<Value>(values: readonly Value[] | undefined, value: Value): Value[] | undefined {
  const others = (values ?? []).filter((other) => other !== value);
  const next = others.length === (values ?? []).length ? [...others, value] : others;
  return next.length === 0 ? undefined : next;
}

/** What changes a ticket, with what is refused told in passing: the ticket may not be the one that is open. */
function useChanges(ticket: Ticket | undefined) {
  const queryClient = useQueryClient();
  const me = useCurrentUser();
  const errorText = useErrorText();
  const { transfer } = useTicketActions();
  const attempt = (change: (of: Ticket) => Promise<unknown>) => {
    if (ticket !== undefined) change(ticket).catch((error: unknown) => showToast(errorText(error), { tone: "danger" }));
  };
  return {
    handOver: (handover: Handover) => attempt((of) => transfer(of, handover)),
    priority: (priority: TicketPriority) => attempt((of) => setPriority({ queryClient, me }, of, priority)),
    tags: (tags: Ticket["tags"]) => attempt((of) => setTags({ queryClient, me }, of, tags)),
  };
}

/** What a command asks further: its lines. */
export function useStep(step: SearchStep | null, ticket: Ticket | undefined): Command[] {
  const words = useT("ticket");
  const presence = useT("presence");
  const filterWords = useT("inbox.filters");
  const me = useCurrentUser();
  const change = useChanges(ticket);
  const { look, change: changeLook } = useLook();
  const needs = (...steps: SearchStep[]) => step !== null && steps.includes(step);
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(), enabled: needs("agent") });
  const { data: queues = [] } = useQuery({ ...queuesQuery(), enabled: needs("queue", "filterQueue") });
  const { data: tags = [] } = useQuery({ ...tagsQuery(), enabled: needs("tags", "filterTag") });
  const filterBy = (filters: { [Name in keyof InboxFilters]: InboxFilters[Name] | undefined }) => {
    const next = Object.entries({ ...look.filters, ...filters }).filter(([, value]) => value !== undefined);
    changeLook({ filters: Object.fromEntries(next) as InboxFilters, viewId: null });
  };
  const { queueIds, tagIds, priorities: shown } = look.filters;
  switch (step) {
    case "agent":
      return colleagues
        .filter(({ id }) => id !== ticket?.userId)
        .map(({ id, name, status }) => ({
          id,
          name,
          icon: UserRound,
          ...(id !== me.id && { aside: presence(status) }),
          run: () => change.handOver({ userId: id }),
        }));
    case "queue":
      return queues.map(({ id, name, color }) => ({ id, name, color, run: () => change.handOver({ queueId: id }) }));
    case "priority":
      return priorities.map((value) => ({
        id: value,
        name: words(`priority.${value}`),
        icon: Flag,
        isChosen: ticket?.priority === value,
        run: () => change.priority(value),
      }));
    case "tags":
      return tags.map(({ id, name, color }) => {
        const own = ticket?.tags ?? [];
        const isChosen = own.some((tag) => tag.id === id);
        const next = isChosen ? own.filter((tag) => tag.id !== id) : [...own, { id, name, color }];
        const run = () => change.tags(next.toSorted((one, other) => one.name.localeCompare(other.name)));
        return { id, name, color, isChosen, run, when: "staying" as const };
      });
    case "filterQueue":
      return [{ id: "none", name: filterWords("noQueue") }, ...queues].map((queue) => ({
        ...queue,
        isChosen: queueIds?.includes(queue.id) === true,
        run: () => filterBy({ queueIds: toggled(queueIds, queue.id) }),
        when: "staying" as const,
      }));
    case "filterTag":
      return tags.map(({ id, name, color }) => ({
        id,
        name,
        color,
        isChosen: tagIds?.includes(id) === true,
        run: () => filterBy({ tagIds: toggled(tagIds, id) }),
        when: "staying" as const,
      }));
    case "filterPriority":
      return priorities.map((value) => ({
        id: value,
        name: words(`priority.${value}`),
        icon: Flag,
        isChosen: shown?.includes(value) === true,
        run: () => filterBy({ priorities: toggled(shown, value) }),
        when: "staying" as const,
      }));
    case null:
      return [];
  }
}
