"use client";

import type { ComponentProps } from "react";
import { Avatar } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { PresenceDot } from "./presence-dot.tsx";

/** One's own initials with one's availability. Takes what the menu gives its trigger. */
export function AccountButton(props: ComponentProps<"button">) {
  const t = useT("shell");
  const user = useCurrentUser();
  return (
    <button
      {...props}
      type="button"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-full pointer-coarse:size-11"
    >
      <span className="sr-only">{t("account", { name: user.name })}</span>
      <span className="relative flex">
        <Avatar id={user.id} name={user.name} size="medium" />
        <PresenceDot
          status={user.status === "OFFLINE" ? "ONLINE" : user.status}
          className="absolute right-0 bottom-0 ring-2 ring-canvas"
        />
      </span>
    </button>
  );
}
