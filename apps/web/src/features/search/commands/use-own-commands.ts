import {
  CircleDot,
  CircleUserRound,
  Copy,
  CornerDownLeft,
  FileUp,
  Keyboard,
  Languages,
  LogOut,
  MessageSquarePlus,
  SunMoon,
  TimerReset,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "../../../lib/api/index.ts";
import { useErrorText, useLocale, useT } from "../../../lib/i18n/index.ts";
import { useChangePreferences } from "../../../lib/preferences/index.ts";
import { beginConversation } from "../../../stores/new-conversation.ts";
import { locales, undoChoices, usePreference } from "../../../stores/preferences.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { openShortcutSheet } from "../../../stores/shortcut-sheet.ts";
import { showToast } from "../../../stores/toasts.ts";
import { ownStatuses, placesOf, useOwnStatus } from "../../shell/index.ts";
import type { Command } from "./command.ts";
import { useNoticeCommands } from "./use-notice-commands.ts";

/** The pages that one may open. */
export function usePlaceCommands(): Command[] {
  const t = useT("shell");
  const router = useRouter();
  const contacts = useT("contacts");
  const { role } = useCurrentUser();
  const many: Command[] = [
    {
      id: "go-import",
      name: contacts("import.title"),
      icon: FileUp,
      run: () => router.push("/contacts/import"),
    },
    {
      id: "go-duplicates",
      name: contacts("possible.title"),
      icon: Copy,
      run: () => router.push("/contacts/duplicates"),
    },
  ];
  return [
    ...placesOf(role).map(({ name, href, icon, shortcut }): Command => ({
      id: `go-${name}`,
      name: t(name),
      icon,
      shortcut,
      run: () => router.push(href),
    })),
    {
      id: "go-profile",
      name: t("profile"),
      icon: CircleUserRound,
      shortcut: "goProfile",
      run: () => router.push("/profile"),
    },
    ...(role === "AGENT" ? [] : many),
  ];
}

/** How one writes, as the composer's own menu offers it. */
function useWritingPreferences(): Command[] {
  const t = useT("composer.settings");
  const sendsOnEnter = usePreference("sendsOnEnter");
  const undoSeconds = usePreference("undoSeconds");
  const change = useChangePreferences();
  return [
    ...[true, false].map((value): Command => ({
      id: `enter-${value ? "sends" : "breaks"}`,
      name: `${t("enter")}: ${t(value ? "enterSends" : "enterBreaks")}`,
      icon: CornerDownLeft,
      isChosen: sendsOnEnter === value,
      run: () => change({ sendsOnEnter: value }),
    })),
    ...undoChoices.map((value): Command => ({
      id: `undo-${value}`,
      name: `${t("undo")}: ${value === 0 ? t("undoNever") : t("undoSeconds", { count: value })}`,
      icon: TimerReset,
      isChosen: undoSeconds === value,
      run: () => change({ undoSeconds: value }),
    })),
  ];
}

/** What is one's own, wherever one is: beginning a conversation, availability, appearance, language, keys, the way out. */
export function useOwnCommands(): Command[] {
  const t = useT("search.commands");
  const shell = useT("shell");
  const presence = useT("presence");
  const inbox = useT("inbox");
  const sheet = useT("shortcuts");
  const { status } = useCurrentUser();
  const theme = usePreference("theme");
  const locale = useLocale();
  const errorText = useErrorText();
  const change = useChangePreferences();
  const setStatus = useOwnStatus();
  const isAway = status === "AWAY";
  const notices = useNoticeCommands();
  const writing = useWritingPreferences();
  return [
    ...notices,
    {
      id: "new-conversation",
      name: inbox("newConversation"),
      icon: MessageSquarePlus,
      shortcut: "newConversation",
      run: () => beginConversation(),
    },
    ...ownStatuses.map((value): Command => ({
      id: `status-${value}`,
      name: t("status", { name: presence(value) }),
      icon: CircleDot,
      isChosen: isAway === (value === "AWAY"),
      run: () => setStatus.mutate(value),
    })),
    ...(["system", "light", "dark"] as const).map((value): Command => ({
      id: `theme-${value}`,
      name: t("theme", { name: shell(`themes.${value}`) }),
      words: t("themeWords"),
      icon: SunMoon,
      isChosen: theme === value,
      run: () => change({ theme: value }),
    })),
    ...locales.map((value): Command => ({
      id: `language-${value}`,
      name: t("language", { name: shell(`languages.${value}`) }),
      words: "idioma language lengua",
      icon: Languages,
      isChosen: locale === value,
      run: () => change({ locale: value }),
    })),
    ...writing,
    { id: "keys", name: sheet("title"), icon: Keyboard, shortcut: "help", run: openShortcutSheet },
    {
      id: "sign-out",
      name: shell("signOut"),
      words: t("signOutWords"),
      icon: LogOut,
      run: () => void signOut().catch((error: unknown) => showToast(errorText(error), { tone: "danger" })),
    },
  ];
}
