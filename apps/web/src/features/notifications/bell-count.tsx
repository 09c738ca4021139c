import { useQuery } from "@tanstack/react-query";
import { useT } from "../../lib/i18n/index.ts";
import { countedAtMost } from "./notification-cache.ts";
import { unreadQuery } from "./notification-queries.ts";

/** How many notifications are unread, at the corner of a bell. */
export function BellCount() {
  const t = useT("notifications");
  const { data } = useQuery(unreadQuery());
  const count = data?.unreadCount ?? 0;
  if (count === 0) return null;
  return (
    <span className="absolute -top-1 left-1/2 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-meta font-semibold text-on-accent tabular-nums">
      <span aria-hidden>{count >= countedAtMost ? `${countedAtMost - 1}+` : count}</span>
      <span className="sr-only">{t("unreadCount", { count })}</span>
    </span>
  );
}
