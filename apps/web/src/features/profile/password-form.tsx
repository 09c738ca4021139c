"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, FormError } from "../../components/ui/index.ts";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { PasswordField } from "../auth/index.ts";

type Values = { currentPassword: string; newPassword: string };

function Fields({ onDone }: { onDone: () => void }) {
  const t = useT();
  const rules = useRules();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (body: Values) => api.call(endpoints.changePassword, { body }),
    onSuccess: () => {
      showToast(t("profile.passwordChanged"));
      void queryClient.invalidateQueries({ queryKey: ["sessions"] });
      onDone();
    },
  });
  const form = useForm<Values>({
    initial: { currentPassword: "", newPassword: "" },
    rules: { currentPassword: rules.required, newPassword: rules.password },
    error: change.error,
    onSubmit: (values) => change.mutate(values),
  });
  const isWrong = isApiError(change.error, "invalid_credentials");
  const current = form.field("currentPassword");
  return (
    <form {...form.formProps} className="flex max-w-100 flex-col gap-4">
      <PasswordField
        {...current}
        error={current.error ?? (isWrong ? t("profile.wrongPassword") : null)}
        label={t("profile.currentPassword")}
        autoComplete="current-password"
      />
      <PasswordField
        {...form.field("newPassword")}
        label={t("auth.newPassword")}
        hint={t("auth.passwordHint")}
        autoComplete="new-password"
      />
      {!isWrong && <FormError error={change.error} />}
      <div>
        <Button type="submit" tone="primary" isBusy={change.isPending}>
          {t("profile.changePassword")}
        </Button>
      </div>
    </form>
  );
}

/** Changes one's own password; the form is empty again afterwards. */
export function PasswordForm() {
  const t = useT("profile");
  const [round, setRound] = useState(0);
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title" className="text-title">
        {t("password")}
      </h2>
      <p className="mb-4 text-small text-ink-soft">{t("passwordText")}</p>
      <Fields key={round} onDone={() => setRound(round + 1)} />
    </section>
  );
}
