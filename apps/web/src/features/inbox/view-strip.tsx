import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Settings2, Star } from "lucide-react";
import { useState } from "react";
import { IconButton, lazyPart } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { type InboxLook, isSameLook, lookOf } from "./inbox-look.ts";
import { viewsQuery } from "./view-queries.ts";

const ViewsDialog = lazyPart(() => import("./views-dialog.tsx").then((module) => module.ViewsDialog), "above");

type ViewStripProps = { readonly look: InboxLook; readonly onLook: (changes: Partial<InboxLook>) => void };

/** One's own views, one press away. Nothing while there are none. */
export function ViewStrip({ look, onLook }: ViewStripProps) {
  const t = useT("inbox.views");
  const { data: views = [] } = useQuery(viewsQuery());
  const [isManaging, setManaging] = useState(false);
  if (views.length === 0 && !isManaging) return null;
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line pr-2 pl-3">
      <div role="group" aria-label={t("title")} className="flex min-w-0 flex-1 gap-1 overflow-x-auto py-2 scroll-thin">
        {views.map((view) => {
          const isChosen = isSameLook(view, look);
          return (
            <button
              key={view.id}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onLook(isChosen ? { filters: {}, sort: null, viewId: null } : lookOf(view))}
              className={clsx(
                "flex h-7 shrink-0 items-center gap-1 rounded-full px-3 text-small font-medium whitespace-nowrap transition-colors pointer-coarse:h-11",
                isChosen ? "bg-accent text-on-accent" : "bg-hover text-ink-soft hover:bg-selected hover:text-ink",
              )}
            >
              {view.isDefault && <Star aria-label={t("default")} className="size-3 fill-current" />}
              {view.name}
            </button>
          );
        })}
      </div>
      <IconButton label={t("manage")} icon={<Settings2 />} data-manage-views onClick={() => setManaging(true)} />
      {isManaging && <ViewsDialog onClose={() => setManaging(false)} />}
    </div>
  );
}
