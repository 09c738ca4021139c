"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button, EntryCard, FormError, TextField } from "../../components/ui/index.ts";
import { setUp } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useSession } from "../../stores/session.ts";
import { PasswordField } from "../auth/index.ts";
import { useSetupNeeded } from "../shell/index.ts";
import { FirstSteps } from "./first-steps.tsx";

function AdministratorForm() {
  const t = useT();
  const rules = useRules();
  const make = useMutation({ mutationFn: setUp });
  const form = useForm({
    initial: { name: "", email: "", password: "" },
    rules: { name: rules.required, email: rules.email, password: rules.password },
    error: make.error,
    onSubmit: (values) => make.mutate(values),
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <TextField {...form.field("name")} label={t("setup.name")} autoComplete="name" required autoFocus />
      <TextField {...form.field("email")} label={t("auth.email")} type="email" autoComplete="username" required />
      <PasswordField
        {...form.field("password")}
        label={t("auth.password")}
        hint={t("auth.passwordHint")}
        autoComplete="new-password"
      />
      <FormError error={make.error} />
      <Button type="submit" tone="primary" isBusy={make.isPending}>
        {t("setup.create")}
      </Button>
    </form>
  );
}

/** The first visit: makes the administrator, then offers a number or the simulator. */
export function SetupPage() {
  const t = useT("setup");
  const router = useRouter();
  const { status, user } = useSession();
  const setup = useSetupNeeded();
  const isOver =
    (status === "signed-out" && setup.data?.isNeeded === false) || (user !== null && user.role !== "ADMIN");
  useEffect(() => {
    if (isOver) router.replace("/login");
  }, [isOver, router]);
  if (isOver) return null;
  if (user !== null) return <FirstSteps name={user.name} />;
  return (
    <EntryCard title={t("title")} text={t("text")}>
      <AdministratorForm />
    </EntryCard>
  );
}
