import type { Message } from "@whatskovi/contract";
import clsx from "clsx";
import { useT } from "../../lib/i18n/index.ts";

type Group = { readonly emoji: string; readonly names: string[]; isOnItsWay: boolean };

/** Reactions as they will stand once WhatsApp has ours: the same emoji together. */
function groupsOf({ reactions, actions }: Message, us: string): Group[] {
  const underWay = actions.findLast(({ kind, status }) => kind === "REACTION" && status !== "FAILED");
  const groups = new Map<string, Group>();
  const add = (emoji: string, name: string, isOnItsWay: boolean) => {
    const group = groups.get(emoji) ?? { emoji, names: [], isOnItsWay: false };
    group.names.push(name);
    group.isOnItsWay ||= isOnItsWay;
    groups.set(emoji, group);
  };
  for (const { emoji, direction, name } of reactions)
    if (direction === "INBOUND" || underWay === undefined)
      add(emoji, direction === "OUTBOUND" ? us : (name ?? ""), false);
  const emoji = underWay?.payload.emoji ?? null;
  if (emoji !== null) add(emoji, us, true);
  return [...groups.values()];
}

/** Who thought what of a message, on its lower edge. */
export function MessageReactions({ message }: { message: Message }) {
  const t = useT("conversation");
  const groups = groupsOf(message, t("us"));
  if (groups.length === 0) return null;
  return (
    <ul aria-label={t("reactions")} className="relative -mt-2 flex max-w-140 flex-wrap gap-1 px-2">
      {groups.map(({ emoji, names, isOnItsWay }) => (
        <li
          key={emoji}
          title={names.filter(Boolean).join(", ")}
          className={clsx(
            "flex min-h-6 items-center gap-1 rounded-full border border-line bg-raised px-2 text-small text-ink-soft tabular-nums",
            isOnItsWay && "opacity-60",
          )}
        >
          <span>{emoji}</span>
          {names.length > 1 && <span className="text-meta">{names.length}</span>}
          <span className="sr-only">{names.filter(Boolean).join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}
