"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Queue } from "@whatskovi/contract";
import { Ellipsis, Layers, Pencil, Trash2, Users } from "lucide-react";
import { useState } from "react";
import {
  Button,
  CatalogueList,
  CataloguePage,
  ColorDot,
  ConfirmedMutation,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { MembersDialog } from "./members-dialog.tsx";
import { QueueForm } from "./queue-form.tsx";
import { queueKeys, queuesQuery } from "./queue-queries.ts";

type Open = { kind: "create" } | { kind: "edit" | "members" | "delete"; queue: Queue } | null;

type RowProps = { queue: Queue; onOpen: (open: Open) => void };

function QueueRow({ queue, onOpen }: RowProps) {
  const t = useT();
  const { name, color, description, memberCount, priority } = queue;
  return (
    <li className="flex items-center gap-3 border-b border-line py-3 last:border-b-0">
      <ColorDot color={color} className="size-3" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-medium">{name}</h2>
        {description !== "" && <p className="truncate text-small text-ink-soft">{description}</p>}
        <p className="text-small text-ink-faint">
          {t("queues.members", { count: memberCount })}
          {priority > 0 && ` · ${t("queues.priority", { value: String(priority) })}`}
        </p>
      </div>
      <Button
        size="small"
        icon={<Users className="size-4" />}
        onClick={() => onOpen({ kind: "members", queue })}
        className="hidden tablet:inline-flex"
      >
        {t("queues.editMembers")}
      </Button>
      <Menu trigger={<IconButton label={t("queues.actionsOf", { name })} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil />} onSelect={() => onOpen({ kind: "edit", queue })}>
          {t("common.edit")}
        </MenuItem>
        <MenuItem icon={<Users />} onSelect={() => onOpen({ kind: "members", queue })}>
          {t("queues.editMembers")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => onOpen({ kind: "delete", queue })}>
          {t("common.delete")}
        </MenuItem>
      </Menu>
    </li>
  );
}

function DeleteQueue({ queue, onClose }: { queue: Queue; onClose: () => void }) {
  const t = useT("queues");
  const queryClient = useQueryClient();
  return (
    <ConfirmedMutation
      title={t("deleteTitle", { name: queue.name })}
      text={t("deleteText")}
      confirmLabel={t("delete")}
      perform={() => api.call(endpoints.deleteQueue, { params: { id: queue.id } })}
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: queueKeys.all });
        showToast(t("deleted"));
      }}
      onClose={onClose}
    />
  );
}

/** The lines in which tickets wait, and who serves them. */
export function QueuesPage() {
  const t = useT("queues");
  const queues = useQuery(queuesQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ kind: "create" });
  const empty = { icon: <Layers />, title: t("empty"), text: t("emptyText"), addLabel: t("add"), onAdd: add };
  return (
    <CataloguePage title={t("title")} description={t("description")} addLabel={t("add")} onAdd={add}>
      <CatalogueList query={queues} empty={empty}>
        {(queue) => <QueueRow key={queue.id} queue={queue} onOpen={setOpen} />}
      </CatalogueList>
      {open?.kind === "create" && <QueueForm queue={null} count={queues.data?.length ?? 0} onClose={close} />}
      {open?.kind === "edit" && <QueueForm queue={open.queue} count={0} onClose={close} />}
      {open?.kind === "members" && <MembersDialog queue={open.queue} onClose={close} />}
      {open?.kind === "delete" && <DeleteQueue queue={open.queue} onClose={close} />}
    </CataloguePage>
  );
}
