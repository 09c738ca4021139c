import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Ticket, TicketPriority } from "@whatskovi/contract";
import { Flag, UserRound } from "lucide-react";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { showToast } from "../../../stores/toasts.ts";
import { queuesQuery } from "../../queues/index.ts";
import { tagsQuery } from "../../tags/index.ts";
import { type Handover, priorities, setPriority, setTags, useTicketActions } from "../../tickets/index.ts";
import { colleaguesQuery } from "../../users/index.ts";
import type { Command } from "./command.ts";
import { useChosenSteps } from "./use-chosen-commands.ts";
import { useContactSteps } from "./use-contact-steps.ts";
import { useFilterSteps } from "./use-filter-steps.ts";

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

function useTicketSteps(step: SearchStep | null, ticket: Ticket | undefined): Command[] {
  const words = useT("ticket");
  const presence = useT("presence");
  const me = useCurrentUser();
  const change = useChanges(ticket);
  const needs = (one: SearchStep) => ({ enabled: step === one });
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(), ...needs("agent") });
  const { data: queues = [] } = useQuery({ ...queuesQuery(), ...needs("queue") });
  const { data: tags = [] } = useQuery({ ...tagsQuery(), ...needs("tags") });
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
    default:
      return [];
  }
}

/** What a command asks further: its lines. */
export function useStep(step: SearchStep | null, ticket: Ticket | undefined): Command[] {
  const ofTicket = useTicketSteps(step, ticket);
  const ofContact = useContactSteps(step);
  const ofChosen = useChosenSteps(step);
  const ofFilters = useFilterSteps(step);
  return [...ofTicket, ...ofContact, ...ofChosen, ...ofFilters];
}
