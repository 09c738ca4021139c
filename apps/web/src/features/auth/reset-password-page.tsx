"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Button, buttonClass, EntryCard, FormError } from "../../components/ui/index.ts";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { PasswordField } from "./password-field.tsx";

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useT("auth");
  const rules = useRules();
  const reset = useMutation({
    mutationFn: (password: string) => api.call(endpoints.resetPassword, { body: { token, password } }),
    onSuccess: onDone,
  });
  const form = useForm({
    initial: { password: "" },
    rules: { password: rules.password },
    error: reset.error,
    onSubmit: ({ password }) => reset.mutate(password),
  });
  const isSpent = isApiError(reset.error, "session_expired");
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <PasswordField
        {...form.field("password")}
        label={t("newPassword")}
        hint={t("passwordHint")}
        autoComplete="new-password"
      />
      {isSpent ? (
        <p role="alert" className="text-small text-danger-ink">
          {t("reset.expired")}
        </p>
      ) : (
        <FormError error={reset.error} />
      )}
      <Button type="submit" tone="primary" isBusy={reset.isPending}>
        {t("reset.save")}
      </Button>
    </form>
  );
}

const ToLogin = ({ label }: { label: string }) => (
  <Link href="/login" className={buttonClass("primary")}>
    {label}
  </Link>
);

/** Opened by the one-time link of an administrator: `/reset-password#token=…`; what follows the # is never sent. */
export function ResetPasswordPage() {
  const t = useT("auth");
  const [token, setToken] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    setToken(new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "");
  }, []);
  if (token === null) return null;
  if (isDone) {
    return (
      <EntryCard title={t("reset.done")} text={t("reset.doneText")}>
        <ToLogin label={t("reset.toLogin")} />
      </EntryCard>
    );
  }
  if (token === "") {
    return (
      <EntryCard title={t("reset.title")} text={t("reset.missing")}>
        <ToLogin label={t("reset.toLogin")} />
      </EntryCard>
    );
  }
  return (
    <EntryCard title={t("reset.title")} text={t("reset.text")}>
      <ResetForm token={token} onDone={() => setDone(true)} />
    </EntryCard>
  );
}
