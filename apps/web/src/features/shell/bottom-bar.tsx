"use client";

import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { Menu, MenuItem } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useNavigation } from "../../stores/navigation.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { BellCount } from "../notifications/index.ts";
import { AccountButton } from "./account-button.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { type Place, placeAt, placesOf } from "./places.ts";

const entryClass = "flex min-h-14 min-w-11 flex-auto flex-col items-center justify-center gap-1 px-1 text-meta";

function BarLink({ place, isCurrent }: { place: Place; isCurrent: boolean }) {
  const t = useT("shell");
  const Icon = place.icon;
  return (
    <Link
      href={place.href}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(entryClass, isCurrent ? "text-accent-ink" : "text-ink-soft")}
    >
      <span className="relative">
        <Icon aria-hidden className="size-5" />
        {place.name === "notifications" && <BellCount />}
      </span>
      <span className="max-w-full truncate tracking-tight">{t(place.name)}</span>
    </Link>
  );
}

function MoreButton({ isCurrent, ...props }: ComponentProps<"button"> & { isCurrent: boolean }) {
  const t = useT("shell");
  return (
    <button {...props} type="button" className={clsx(entryClass, isCurrent ? "text-accent-ink" : "text-ink-soft")}>
      <Ellipsis aria-hidden className="size-5" />
      {t("more")}
    </button>
  );
}

/** The way around on phones: five entries at most, the rest under "more". */
export function BottomBar() {
  const t = useT("shell");
  const router = useRouter();
  const user = useCurrentUser();
  const isHidden = useNavigation((navigation) => navigation.isBarHidden);
  const current = placeAt(usePathname());
  if (isHidden) return null;
  const open = placesOf(user.role);
  const direct = open.length <= 4 ? open : open.slice(0, 3);
  const rest = open.slice(direct.length);
  return (
    <nav
      aria-label={t("navigation")}
      data-region="navigation"
      className="flex shrink-0 items-center border-t border-line bg-canvas tablet:hidden"
    >
      {direct.map((place) => (
        <BarLink key={place.name} place={place} isCurrent={place === current} />
      ))}
      {rest.length > 0 && (
        <Menu
          side="top"
          align="end"
          trigger={<MoreButton isCurrent={current !== undefined && rest.includes(current)} />}
        >
          {rest.map((place) => (
            <MenuItem key={place.name} icon={<place.icon />} onSelect={() => router.push(place.href)}>
              {t(place.name)}
            </MenuItem>
          ))}
        </Menu>
      )}
      <div className="flex flex-auto justify-center">
        <AccountMenu trigger={<AccountButton />} side="top" />
      </div>
    </nav>
  );
}
