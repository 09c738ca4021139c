"use client";

import { Page } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { AppearanceSection } from "./appearance-section.tsx";
import { KeyboardSection } from "./keyboard-section.tsx";
import { NotificationSection } from "./notification-section.tsx";
import { SoundSection } from "./sound-section.tsx";
import { WritingSection } from "./writing-section.tsx";

/** Everything that a person may set for themselves. Each is kept with the account at once, and holds in every browser. */
export function PreferencesPage() {
  const t = useT("preferences");
  return (
    <Page title={t("title")} description={t("text")}>
      <div className="flex flex-col gap-8">
        <NotificationSection />
        <SoundSection />
        <WritingSection />
        <KeyboardSection />
        <AppearanceSection />
      </div>
    </Page>
  );
}
