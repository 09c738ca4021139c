"use client";

import { CircleUserRound, LogOut, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactElement } from "react";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "../../components/ui/index.ts";
import { signOut } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { locales, usePreference } from "../../stores/preferences.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { useLocale } from "../../lib/i18n/index.ts";
import { PresenceDot } from "./presence-dot.tsx";
import { ownStatuses, useOwnStatus } from "./use-own-status.ts";

const themes = ["system", "light", "dark"] as const;

/** Availability, appearance, language, preferences, profile, and the way out. */
export function AccountMenu({ trigger, side }: { trigger: ReactElement; side: "right" | "top" }) {
  const t = useT();
  const user = useCurrentUser();
  const router = useRouter();
  const locale = useLocale();
  const errorText = useErrorText();
  const theme = usePreference("theme");
  const changePreferences = useChangePreferences();
  const setStatus = useOwnStatus();
  const leave = () => void signOut().catch((error: unknown) => showToast(errorText(error), { tone: "danger" }));
  return (
    <Menu trigger={trigger} side={side} align="end">
      <div className="px-2 py-1">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-meta text-ink-faint">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuChoices
        label={t("shell.status")}
        value={user.status === "AWAY" ? "AWAY" : "ONLINE"}
        onChange={(status) => setStatus.mutate(status)}
        choices={ownStatuses.map((value) => ({
          value,
          label: t(`presence.${value}`),
          icon: <PresenceDot status={value} />,
        }))}
      />
      <MenuSeparator />
      <MenuChoices
        label={t("shell.theme")}
        value={theme}
        onChange={(chosen) => changePreferences({ theme: chosen })}
        choices={themes.map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
      />
      <MenuChoices
        label={t("shell.language")}
        value={locale}
        onChange={(chosen) => changePreferences({ locale: chosen })}
        choices={locales.map((value) => ({ value, label: t(`shell.languages.${value}`) }))}
      />
      <MenuSeparator />
      <MenuItem icon={<SlidersHorizontal />} onSelect={() => router.push("/preferences")}>
        {t("shell.preferences")}
      </MenuItem>
      <MenuItem icon={<CircleUserRound />} onSelect={() => router.push("/profile")}>
        {t("shell.profile")}
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={leave}>
        {t("shell.signOut")}
      </MenuItem>
    </Menu>
  );
}
