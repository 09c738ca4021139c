"use client";

import type { Connection, Queue } from "@whatskovi/contract";
import { useState } from "react";
import { Badge, Button, Chip } from "../../components/ui/index.ts";
import { formatPhone, useFormats, useMinute } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { ConnectionActions } from "./connection-actions.tsx";
import { ConnectionStatus } from "./connection-status.tsx";
import { ConnectionReason } from "./connection-reason.tsx";
import { PairingDialog } from "./pairing-dialog.tsx";
import { useConnectionVerb } from "./use-connection-verbs.ts";

/** The one step that brings a number online, when there is one. */
function NextStep({ connection }: { connection: Connection }) {
  const t = useT("connections");
  const verb = useConnectionVerb();
  const [isPairing, setPairing] = useState(false);
  const needsPhone = connection.status === "pairing";
  const canConnect = ["stopped", "logged_out", "failed"].includes(connection.status);
  return (
    <>
      {needsPhone && (
        <Button tone="primary" size="small" onClick={() => setPairing(true)}>
          {t("pair")}
        </Button>
      )}
      {canConnect && (
        <Button
          size="small"
          isBusy={verb.isPending}
          onClick={() => verb.mutate({ verb: "connect", id: connection.id })}
        >
          {t("connect")}
        </Button>
      )}
      {isPairing && <PairingDialog connection={connection} onClose={() => setPairing(false)} />}
    </>
  );
}

type Props = { connection: Connection; queue: Queue | undefined; onEdit: () => void };

/** One number: who it is, how it stands and why, and what to do. */
export function ConnectionCard({ connection, queue, onEdit }: Props) {
  const t = useT();
  const formats = useFormats();
  const now = useMinute();
  const { name, driver, phoneNumber, status, statusSince, isDefault } = connection;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line py-4 last:border-b-0 tablet:flex-nowrap">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="truncate text-title">{name}</h2>
          {isDefault && <Badge>{t("connections.isDefault")}</Badge>}
          <ConnectionStatus status={status} />
          <span className="text-small text-ink-faint tabular-nums" title={formats.dateTime(statusSince)}>
            {t("connections.since", { time: formats.elapsedLength(statusSince, now) })}
          </span>
        </div>
        <p className="text-small text-ink-soft tabular-nums">
          {phoneNumber === null ? t("connections.noPhone") : formatPhone(phoneNumber)}
          <span className="text-ink-faint">{` · ${t(`drivers.${driver}`)}`}</span>
        </p>
        <ConnectionReason connection={connection} />
        <p className="flex flex-wrap items-center gap-1 text-small text-ink-faint">
          {t("connections.queueOf", { queue: queue === undefined ? t("connections.queueByPriority") : "" })}
          {queue !== undefined && <Chip label={queue.name} color={queue.color} />}
        </p>
      </div>
      <div className="order-last w-full empty:hidden tablet:order-none tablet:w-auto">
        <NextStep connection={connection} />
      </div>
      <ConnectionActions connection={connection} onEdit={onEdit} />
    </li>
  );
}
