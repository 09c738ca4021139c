"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Queue, User } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Ellipsis, KeyRound, Pencil, UserRoundCheck, UserRoundX } from "lucide-react";
import { Avatar, Badge, Chip, IconButton, Menu, MenuItem, MenuSeparator } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { useSession } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { PresenceDot } from "../shell/index.ts";
import { refreshPeople } from "../users/index.ts";

export type PersonDialog = "edit" | "reset" | "deactivate";

function useReactivate() {
  const t = useT("team");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (person: User) =>
      api.call(endpoints.updateUser, { params: { id: person.id }, body: { isActive: true } }),
    onSuccess: async ({ name }) => {
      await refreshPeople(queryClient);
      showToast(t("reactivated", { name }));
    },
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
}

function PersonMenu({ person, onOpen }: { person: User; onOpen: (dialog: PersonDialog) => void }) {
  const t = useT();
  const reactivate = useReactivate();
  return (
    <Menu trigger={<IconButton label={t("team.actionsOf", { name: person.name })} icon={<Ellipsis />} />}>
      <MenuItem icon={<Pencil />} onSelect={() => onOpen("edit")}>
        {t("common.edit")}
      </MenuItem>
      {person.isActive && (
        <MenuItem icon={<KeyRound />} onSelect={() => onOpen("reset")}>
          {t("team.resetLink")}
        </MenuItem>
      )}
      <MenuSeparator />
      {person.isActive ? (
        <MenuItem icon={<UserRoundX />} tone="danger" onSelect={() => onOpen("deactivate")}>
          {t("team.deactivate")}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserRoundCheck />} onSelect={() => reactivate.mutate(person)}>
          {t("team.reactivate")}
        </MenuItem>
      )}
    </Menu>
  );
}

type Props = { person: User; queues: readonly Queue[]; onOpen: (dialog: PersonDialog) => void };

export function PersonRow({ person, queues, onOpen }: Props) {
  const t = useT();
  const isMe = useSession((session) => session.user?.id === person.id);
  const own = queues.filter((queue) => person.queueIds.includes(queue.id));
  return (
    <li className="flex items-start gap-3 border-b border-line py-3 last:border-b-0">
      <span className={clsx("relative", !person.isActive && "opacity-60")}>
        <Avatar id={person.id} name={person.name} />
        <PresenceDot status={person.status} className="absolute right-0 bottom-0 ring-2 ring-surface" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2">
          <h2 className="truncate font-medium">{person.name}</h2>
          {isMe && <Badge>{t("team.you")}</Badge>}
          {!person.isActive && <Badge>{t("team.inactive")}</Badge>}
        </div>
        <p className="truncate text-small text-ink-soft">{person.email}</p>
        <p className="flex flex-wrap items-center gap-x-3 text-small text-ink-faint">
          <span>{t(`roles.${person.role}`)}</span>
          {person.isActive && <span>{t(`presence.${person.status}`)}</span>}
          {person.maxTickets !== null && <span>{t("team.limit", { count: person.maxTickets })}</span>}
          {own.map((queue) => (
            <Chip key={queue.id} label={queue.name} color={queue.color} />
          ))}
          {own.length === 0 && <span>{t("team.noQueues")}</span>}
        </p>
      </div>
      <PersonMenu person={person} onOpen={onOpen} />
    </li>
  );
}
