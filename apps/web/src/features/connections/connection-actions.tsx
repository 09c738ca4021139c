"use client";

import type { Connection } from "@whatskovi/contract";
import { CircleCheck, Ellipsis, History, Pencil, Plug, TabletSmartphone, Trash2, Unlink, Unplug } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog, IconButton, Menu, MenuItem, MenuSeparator } from "../../components/ui/index.ts";
import { GapsDialog } from "../supervision/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { type ConnectionVerb, useConnectionVerb, useDeleteConnection } from "./use-connection-verbs.ts";

type Question = "disconnect" | "logout" | "delete";

function Confirmation({
  connection,
  question,
  onClose,
}: {
  connection: Connection;
  question: Question | null;
  onClose: () => void;
}) {
  const t = useT("connections");
  const verb = useConnectionVerb();
  const remove = useDeleteConnection(() => {
    showToast(t("deleted"));
    onClose();
  });
  if (question === null) return null;
  const { id, name } = connection;
  const texts = {
    disconnect: [t("confirm.disconnectTitle", { name }), t("confirm.disconnectText"), t("disconnect")],
    logout: [t("confirm.logoutTitle", { name }), t("confirm.logoutText"), t("logout")],
    delete: [t("confirm.deleteTitle", { name }), t("confirm.deleteText"), t("confirm.delete")],
  } as const;
  const [title, text, confirmLabel] = texts[question];
  const confirm = () => {
    if (question === "delete") remove.mutate(id);
    else verb.mutate({ verb: question, id }, { onSuccess: onClose });
  };
  return (
    <ConfirmDialog
      isOpen
      {...{ onClose, title, text, confirmLabel }}
      tone={question === "disconnect" ? "primary" : "danger"}
      isBusy={verb.isPending || remove.isPending}
      error={remove.error}
      onConfirm={confirm}
    />
  );
}

/** Everything one can do with a number. What ends something is asked first. */
export function ConnectionActions({ connection, onEdit }: { connection: Connection; onEdit: () => void }) {
  const t = useT();
  const router = useRouter();
  const verb = useConnectionVerb();
  const [question, setQuestion] = useState<Question | null>(null);
  const [showsGaps, setShowsGaps] = useState(false);
  const run = (name: ConnectionVerb) => verb.mutate({ verb: name, id: connection.id });
  const canLogOut = connection.capabilities.pairing !== "none" && connection.status !== "logged_out";
  return (
    <>
      <Menu trigger={<IconButton label={t("connections.actionsOf", { name: connection.name })} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {t("common.edit")}
        </MenuItem>
        {connection.driver === "simulator" && (
          <MenuItem icon={<TabletSmartphone />} onSelect={() => router.push(`/simulator?connection=${connection.id}`)}>
            {t("connections.openPhone")}
          </MenuItem>
        )}
        {!connection.isDefault && (
          <MenuItem icon={<CircleCheck />} onSelect={() => run("makeDefault")}>
            {t("connections.makeDefault")}
          </MenuItem>
        )}
        <MenuItem icon={<History />} onSelect={() => setShowsGaps(true)}>
          {t("connections.gaps")}
        </MenuItem>
        <MenuSeparator />
        {connection.isEnabled ? (
          <MenuItem icon={<Unplug />} onSelect={() => setQuestion("disconnect")}>
            {t("connections.disconnect")}
          </MenuItem>
        ) : (
          <MenuItem icon={<Plug />} onSelect={() => run("connect")}>
            {t("connections.connect")}
          </MenuItem>
        )}
        {canLogOut && (
          <MenuItem icon={<Unlink />} tone="danger" onSelect={() => setQuestion("logout")}>
            {t("connections.logout")}
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setQuestion("delete")}>
          {t("common.delete")}
        </MenuItem>
      </Menu>
      {showsGaps && <GapsDialog connection={connection} onClose={() => setShowsGaps(false)} />}
      <Confirmation connection={connection} question={question} onClose={() => setQuestion(null)} />
    </>
  );
}
