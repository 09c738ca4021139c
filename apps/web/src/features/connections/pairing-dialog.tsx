"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@whatskovi/contract";
import { QRCodeSVG } from "qrcode.react";
import { useEffect } from "react";
import { Button, Dialog, FormError, Skeleton, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { applyConnection } from "./connection-realtime.ts";

function QrCode({ text }: { text: string | null }) {
  const t = useT("connections.pairing");
  if (text === null) {
    return (
      <div role="status" aria-label={t("waiting")} className="mx-auto size-60">
        <Skeleton className="size-full" />
      </div>
    );
  }
  // Black on white in both themes: cameras want it so.
  return (
    <div className="mx-auto rounded-card bg-qr-paper p-4">
      <QRCodeSVG value={text} size={208} role="img" title={t("qrLabel")} />
    </div>
  );
}

function CodeRequest({ connection }: { connection: Connection }) {
  const t = useT("connections.pairing");
  const rules = useRules();
  const queryClient = useQueryClient();
  const request = useMutation({
    mutationFn: (phone: string) =>
      api.call(endpoints.requestPairingCode, {
        params: { id: connection.id },
        body: { phoneNumber: `+${phone.replace(/\D/g, "")}` },
      }),
    onSuccess: (updated) => applyConnection(queryClient, updated),
  });
  const form = useForm({
    initial: { phone: "" },
    rules: { phone: rules.phone },
    error: request.error,
    onSubmit: ({ phone }) => request.mutate(phone),
  });
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h3 className="font-medium">{t("codeTitle")}</h3>
      <p className="mt-1 mb-3 text-small text-ink-soft">{t("codeText")}</p>
      <form {...form.formProps} className="flex flex-col gap-3 tablet:flex-row tablet:items-start">
        <TextField
          {...form.field("phone")}
          label={t("phone")}
          isLabelHidden
          type="tel"
          placeholder="+55 11 98765-4321"
          className="flex-1"
        />
        <Button type="submit" isBusy={request.isPending}>
          {t("requestCode")}
        </Button>
      </form>
      <FormError error={request.error} className="mt-3" />
      {connection.pairingCode !== null && (
        <p role="status" className="mt-4 text-small text-ink-soft">
          {t("code")}
          <span className="mt-1 block font-mono text-code tracking-widest text-ink tabular-nums select-all">
            {connection.pairingCode}
          </span>
        </p>
      )}
    </section>
  );
}

function SimulatedScan({ connectionId }: { connectionId: string }) {
  const t = useT("connections.pairing");
  const scan = useMutation({ mutationFn: () => api.call(endpoints.simulateScan, { params: { connectionId } }) });
  return (
    <div className="mt-4 flex flex-col items-center gap-2">
      <Button isBusy={scan.isPending} onClick={() => scan.mutate()}>
        {t("scan")}
      </Button>
      <FormError error={scan.error} />
    </div>
  );
}

/** The QR code, live, and the code to type where the number can do that. Closes by itself when the number is connected. */
export function PairingDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useT("connections.pairing");
  const isOver = connection.status === "online" || connection.status === "syncing";
  useEffect(() => {
    if (!isOver) return;
    showToast(t("done"));
    onClose();
  }, [isOver, onClose, t]);
  return (
    <Dialog isOpen onClose={onClose} title={t("title", { name: connection.name })} description={t("qrText")}>
      <div className="flex">
        <QrCode text={connection.qrCode} />
      </div>
      {connection.driver === "simulator" && <SimulatedScan connectionId={connection.id} />}
      {connection.capabilities.pairing === "qr+code" && <CodeRequest connection={connection} />}
    </Dialog>
  );
}
