"use client";

import { useQuery } from "@tanstack/react-query";
import type { Connection } from "@whatskovi/contract";
import { Plus, Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, EmptyState, ErrorState, Page, SkeletonRows } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { ConnectionCard } from "./connection-card.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { connectionsQuery } from "./connection-queries.ts";
import { PairingDialog } from "./pairing-dialog.tsx";

/** `new`, or the id of the number that is edited. */
type Open = { kind: "form"; id: string | null } | { kind: "pairing"; id: string } | null;

function ConnectionList({ onEdit, onAdd }: { onEdit: (id: string) => void; onAdd: () => void }) {
  const t = useT();
  const connections = useQuery(connectionsQuery());
  const queues = useQuery(queuesQuery());
  if (connections.isPending) return <SkeletonRows count={3} label={t("common.loading")} />;
  if (connections.isError) return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  if (connections.data.length === 0) {
    return (
      <EmptyState
        icon={<Smartphone />}
        title={t("connections.empty")}
        text={t("connections.emptyText")}
        action={
          <Button tone="primary" icon={<Plus className="size-4" />} onClick={onAdd}>
            {t("connections.add")}
          </Button>
        }
      />
    );
  }
  return (
    <ul>
      {connections.data.map((connection) => (
        <ConnectionCard
          key={connection.id}
          connection={connection}
          queue={queues.data?.find((queue) => queue.id === connection.queueId)}
          onEdit={() => onEdit(connection.id)}
        />
      ))}
    </ul>
  );
}

const needsPhone = (connection: Connection) =>
  connection.capabilities.pairing !== "none" && connection.status !== "online";

/** The company's numbers, live. `?new` opens the form at once. */
export function ConnectionsPage() {
  const t = useT("connections");
  const connections = useQuery(connectionsQuery());
  const [open, setOpen] = useState<Open>(null);
  const byId = (id: string | null) => connections.data?.find((connection) => connection.id === id) ?? null;
  useEffect(() => {
    if (new URLSearchParams(window.location.search).has("new")) setOpen({ kind: "form", id: null });
  }, []);
  const add = () => setOpen({ kind: "form", id: null });
  const paired = open?.kind === "pairing" ? byId(open.id) : null;
  return (
    <Page
      title={t("title")}
      description={t("description")}
      actions={
        <Button tone="primary" size="small" icon={<Plus className="size-4" />} onClick={add}>
          {t("add")}
        </Button>
      }
    >
      <ConnectionList onAdd={add} onEdit={(id) => setOpen({ kind: "form", id })} />
      {open?.kind === "form" && (
        <ConnectionForm
          connection={byId(open.id)}
          onClose={() => setOpen(null)}
          onSaved={(saved) => setOpen(open.id === null && needsPhone(saved) ? { kind: "pairing", id: saved.id } : null)}
        />
      )}
      {paired !== null && <PairingDialog connection={paired} onClose={() => setOpen(null)} />}
    </Page>
  );
}
