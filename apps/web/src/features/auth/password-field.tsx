"use client";

import { TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

type Props = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  autoComplete: "current-password" | "new-password";
};

/** A password, hidden until one wants to see it. */
export function PasswordField({ hint, ...rest }: Props) {
  const t = useT("auth");
  return (
    <TextField
      {...rest}
      {...(hint !== undefined && { hint })}
      type="password"
      required
      reveal={{ show: t("showPassword"), hide: t("hidePassword") }}
    />
  );
}
