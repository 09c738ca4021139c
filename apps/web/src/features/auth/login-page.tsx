"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button, EntryCard, FormError, TextField } from "../../components/ui/index.ts";
import { signIn } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useSession } from "../../stores/session.ts";
import { useSetupNeeded } from "../shell/index.ts";
import { PasswordField } from "./password-field.tsx";

/** Only a path of our own: an address from a link must not lead elsewhere. */
export function safeReturn(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/tickets";
}

function LoginForm() {
  const t = useT("auth");
  const rules = useRules();
  const login = useMutation({ mutationFn: signIn });
  const form = useForm({
    initial: { email: "", password: "" },
    rules: { email: rules.email, password: rules.required },
    error: login.error,
    onSubmit: (values) => login.mutate(values),
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <TextField {...form.field("email")} label={t("email")} type="email" autoComplete="username" required autoFocus />
      <PasswordField {...form.field("password")} label={t("password")} autoComplete="current-password" />
      <FormError error={login.error} />
      <Button type="submit" tone="primary" isBusy={login.isPending}>
        {t("signIn")}
      </Button>
    </form>
  );
}

export function LoginPage() {
  const t = useT("auth");
  const router = useRouter();
  const { status, endReason } = useSession();
  const setup = useSetupNeeded();
  useEffect(() => {
    if (status === "signed-in") router.replace(safeReturn(window.location.search));
    else if (setup.data?.isNeeded === true) router.replace("/setup");
  }, [status, setup.data, router]);
  if (status === "signed-in") return null;
  return (
    <EntryCard
      title={t("welcome")}
      text={endReason === null ? undefined : <span role="status">{t(`ended.${endReason}`)}</span>}
      footer={t("forgotten")}
    >
      <LoginForm />
    </EntryCard>
  );
}
