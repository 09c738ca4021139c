"use client";

import { Avatar, Page } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { PasswordForm } from "./password-form.tsx";
import { SessionList } from "./session-list.tsx";

/** Who one is, where one is signed in, and the password. */
export function ProfilePage() {
  const t = useT();
  const user = useCurrentUser();
  return (
    <Page title={t("profile.title")}>
      <div className="flex flex-col gap-8">
        <div className="flex items-center gap-4">
          <Avatar id={user.id} name={user.name} size="huge" />
          <div className="min-w-0">
            <p className="truncate text-headline">{user.name}</p>
            <p className="truncate text-ink-soft">
              {user.email}
              <span className="text-ink-faint">{` · ${t(`roles.${user.role}`)}`}</span>
            </p>
          </div>
        </div>
        <SessionList />
        <PasswordForm />
      </div>
    </Page>
  );
}
