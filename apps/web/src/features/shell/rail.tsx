"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { IconButton, Logo, Tooltip } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { openSearchScreen } from "../../stores/search-screen.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { BellCount } from "../notifications/index.ts";
import { AccountButton } from "./account-button.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { type Place, placeAt, placesOf } from "./places.ts";

function RailLink({ place, isCurrent }: { place: Place; isCurrent: boolean }) {
  const t = useT("shell");
  const shownKey = useShownKey()(place.shortcut);
  const Icon = place.icon;
  return (
    <Tooltip label={t(place.name)} shortcut={shownKey} side="right">
      <Link
        href={place.href}
        aria-current={isCurrent ? "page" : undefined}
        className={clsx(
          "flex size-10 items-center justify-center rounded-control transition-colors",
          isCurrent ? "bg-accent-soft text-accent-ink" : "text-ink-faint hover:bg-hover hover:text-ink",
        )}
      >
        <span className="sr-only">{t(place.name)}</span>
        <span className="relative">
          <Icon aria-hidden className="size-5" />
          {place.name === "notifications" && <BellCount />}
        </span>
      </Link>
    </Tooltip>
  );
}

/** The way around on everything wider than a phone. */
export function Rail() {
  const shownKey = useShownKey();
  const t = useT("shell");
  const user = useCurrentUser();
  const current = placeAt(usePathname());
  return (
    <nav
      aria-label={t("navigation")}
      data-region="navigation"
      className="hidden w-14 shrink-0 flex-col items-center gap-1 border-r border-line bg-canvas py-3 tablet:flex"
    >
      <Logo className="mb-3 size-8" />
      <IconButton
        label={t("search")}
        shortcut={shownKey("everything")}
        icon={<Search />}
        tooltipSide="right"
        onClick={() => openSearchScreen()}
        className="size-10"
      />
      {placesOf(user.role).map((place) => (
        <RailLink key={place.name} place={place} isCurrent={place === current} />
      ))}
      <div className="flex-1" />
      <AccountMenu trigger={<AccountButton />} side="right" />
    </nav>
  );
}
