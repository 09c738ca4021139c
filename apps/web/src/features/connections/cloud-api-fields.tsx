"use client";

import { TextField } from "../../components/ui/index.ts";
import { serverUrl } from "../../lib/api/index.ts";
import type { useForm } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { ConnectionValues } from "./connection-values.ts";

type Props = { form: ReturnType<typeof useForm<ConnectionValues>>; isNew: boolean };

/** What Meta's dashboard shows. Secrets are written, never shown again. */
export function CloudApiFields({ form, isNew }: Props) {
  const t = useT("connections.cloud");
  const secretHint = isNew ? {} : { hint: t("keepSecret") };
  const webhook = `${serverUrl === "" ? window.location.origin : serverUrl}/webhooks/cloud-api`;
  return (
    <>
      <TextField
        {...form.field("phoneNumberId")}
        label={t("phoneNumberId")}
        inputMode="numeric"
        required
        autoComplete="off"
      />
      <TextField
        {...form.field("businessAccountId")}
        label={t("businessAccountId")}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextField
        {...form.field("accessToken")}
        {...secretHint}
        label={t("accessToken")}
        type="password"
        autoComplete="off"
      />
      <TextField
        {...form.field("appSecret")}
        {...secretHint}
        label={t("appSecret")}
        type="password"
        autoComplete="off"
      />
      <TextField
        {...form.field("verifyToken")}
        hint={isNew ? t("verifyTokenHint") : t("keepSecret")}
        label={t("verifyToken")}
        autoComplete="off"
      />
      <div className="rounded-control bg-hover px-3 py-2 text-small">
        <p className="text-ink-soft">{t("webhook")}</p>
        <p className="font-mono break-all select-all">{webhook}</p>
      </div>
      <details>
        <summary className="cursor-pointer text-small text-ink-soft">{t("advanced")}</summary>
        <div className="mt-3 grid gap-4 tablet:grid-cols-2">
          <TextField {...form.field("graphBaseUrl")} label={t("graphBaseUrl")} type="url" />
          <TextField {...form.field("graphVersion")} label={t("graphVersion")} />
        </div>
      </details>
    </>
  );
}
