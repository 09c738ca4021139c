"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Connection, DriverKind } from "@whatskovi/contract";
import { FormDialog, Select, Switch, TextField } from "../../components/ui/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { CloudApiFields } from "./cloud-api-fields.tsx";
import { type ConnectionValues, initialValues, saveConnection, useConnectionRules } from "./connection-values.ts";
import { driversQuery } from "./connection-queries.ts";
import { applyConnection } from "./connection-realtime.ts";
import { SendingFields } from "./sending-fields.tsx";
import { SimulatorFields } from "./simulator-fields.tsx";

const anyQueue = "any";
const kinds: readonly DriverKind[] = ["simulator", "cloud-api", "whatsapp-web", "baileys"];

function DriverChoice({ value, onChange }: { value: DriverKind; onChange: (driver: DriverKind) => void }) {
  const t = useT();
  const drivers = useQuery(driversQuery());
  const offerOf = (kind: DriverKind) => drivers.data?.find((row) => row.driver === kind);
  const isAvailable = (kind: DriverKind) => offerOf(kind)?.isAvailable ?? kind === value;
  const reasons = kinds.map((kind) => offerOf(kind)?.unavailableReason ?? null).filter((reason) => reason !== null);
  const choices = kinds.map((kind) => ({
    value: kind,
    label: isAvailable(kind) ? t(`drivers.${kind}`) : `${t(`drivers.${kind}`)} (${t("connections.form.unavailable")})`,
    isDisabled: !isAvailable(kind),
  }));
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t("connections.form.driver")}
        hint={t(`connections.drivers.${value}`)}
        {...{ value, choices, onChange }}
      />
      {reasons.map((reason) => (
        <p key={reason} className="text-meta text-pretty text-ink-faint">
          {reason}
        </p>
      ))}
    </div>
  );
}

type Props = { connection: Connection | null; onClose: () => void; onSaved: (connection: Connection) => void };

function ConnectionFields({ form, isNew }: { form: ReturnType<typeof useForm<ConnectionValues>>; isNew: boolean }) {
  const t = useT("connections.form");
  const queues = useQuery(queuesQuery());
  const { driver, queueId } = form.values;
  const choices = [
    { value: anyQueue, label: t("anyQueue") },
    ...(queues.data ?? []).map(({ id, name, color }) => ({ value: id, label: name, color })),
  ];
  return (
    <>
      <TextField {...form.field("name")} label={t("name")} hint={t("nameHint")} required maxLength={120} />
      {isNew && <DriverChoice value={driver} onChange={(next) => form.set("driver", next)} />}
      {driver === "cloud-api" && <CloudApiFields form={form} isNew={isNew} />}
      {driver === "simulator" && <SimulatorFields form={form} />}
      <Select
        label={t("queue")}
        value={queueId ?? anyQueue}
        choices={choices}
        onChange={(value) => form.set("queueId", value === anyQueue ? null : value)}
      />
      {!isNew && <SendingFields form={form} />}
      {isNew && (
        <Switch
          label={t("isDefault")}
          hint={t("isDefaultHint")}
          isOn={form.values.isDefault}
          onChange={(isOn) => form.set("isDefault", isOn)}
        />
      )}
    </>
  );
}

/** Makes a number, or changes one. */
export function ConnectionForm({ connection, onClose, onSaved }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const rules = useConnectionRules(useRules(), connection === null);
  const save = useMutation({
    mutationFn: (values: ConnectionValues) => saveConnection(connection, values),
    onSuccess: (saved) => {
      applyConnection(queryClient, saved);
      onSaved(saved);
    },
  });
  const form = useForm({
    initial: initialValues(connection),
    rules,
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  return (
    <FormDialog
      title={t(connection === null ? "connections.form.createTitle" : "connections.form.editTitle")}
      saveLabel={t(connection === null ? "connections.form.create" : "common.save")}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <ConnectionFields form={form} isNew={connection === null} />
    </FormDialog>
  );
}
