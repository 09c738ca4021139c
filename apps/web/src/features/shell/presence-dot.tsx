import type { UserStatus } from "@whatskovi/contract";
import { clsx } from "clsx";

const looks: Record<UserStatus, string> = {
  ONLINE: "bg-accent-ink",
  AWAY: "border-2 border-note-ink bg-surface",
  OFFLINE: "border-2 border-line-strong bg-surface",
};

/** Whether somebody is here: full, a ring in amber, a grey ring. The word stands beside it or in its title. */
export const PresenceDot = ({ status, className }: { status: UserStatus; className?: string }) => (
  <span aria-hidden className={clsx("box-border size-2 shrink-0 rounded-full", looks[status], className)} />
);
