import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { InboxView } from "@whatskovi/contract";
import clsx from "clsx";
import { ArrowDown, ArrowUp, Star, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, Dialog, FormError, IconButton, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { createView, deleteView, orderViews, updateView, viewsQuery } from "./view-queries.ts";

type Attempt = (work: () => Promise<unknown>) => void;

function ViewRow({ view, views, attempt }: { view: InboxView; views: readonly InboxView[]; attempt: Attempt }) {
  const t = useT("inbox.views");
  const ticket = useT("ticket");
  const queryClient = useQueryClient();
  const [name, setName] = useState(view.name);
  useEffect(() => setName(view.name), [view.name]);
  const index = views.indexOf(view);
  const moveBy = (step: 1 | -1) => {
    const order = views.toSpliced(index, 1).toSpliced(index + step, 0, view);
    attempt(() => orderViews(queryClient, order));
  };
  const rename = () => {
    const text = name.trim();
    if (text === "" || text === view.name) setName(view.name);
    else attempt(() => updateView(queryClient, view.id, { name: text }));
  };
  const remove = async () => {
    await deleteView(queryClient, view.id);
    const { tab, filters, sort, isDefault } = view;
    const again = () => attempt(() => createView(queryClient, { name: view.name, tab, filters, sort, isDefault }));
    showToast(t("deleted", { name: view.name }), { action: { label: ticket("undo"), run: again } });
  };
  return (
    <li className="flex flex-wrap items-center justify-end gap-1">
      <TextField
        label={t("name")}
        isLabelHidden
        value={name}
        onChange={setName}
        maxLength={40}
        className="min-w-0 flex-1 max-tablet:basis-full"
        onBlur={rename}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <IconButton
        label={view.isDefault ? t("noDefault", { name: view.name }) : t("makeDefault", { name: view.name })}
        isPressed={view.isDefault}
        icon={<Star className={clsx(view.isDefault && "fill-current text-accent-ink")} />}
        onClick={() => attempt(() => updateView(queryClient, view.id, { isDefault: !view.isDefault }))}
      />
      <IconButton
        label={t("up", { name: view.name })}
        icon={<ArrowUp />}
        disabled={index === 0}
        onClick={() => moveBy(-1)}
      />
      <IconButton
        label={t("down", { name: view.name })}
        icon={<ArrowDown />}
        disabled={index === views.length - 1}
        onClick={() => moveBy(1)}
      />
      <IconButton label={t("delete", { name: view.name })} icon={<Trash2 />} onClick={() => attempt(remove)} />
    </li>
  );
}

/** One's own views: their names, their order, and which one the inbox opens with. */
export function ViewsDialog({ onClose }: { onClose: () => void }) {
  const t = useT("inbox.views");
  const common = useT("common");
  const { data: views = [] } = useQuery(viewsQuery());
  const [error, setError] = useState<unknown>(null);
  const attempt: Attempt = (work) => {
    setError(null);
    work().catch(setError);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={t("manageText")}
      footer={
        <Button tone="primary" onClick={onClose}>
          {common("close")}
        </Button>
      }
    >
      <ul aria-label={t("title")} className="flex flex-col gap-2">
        {views.map((view) => (
          <ViewRow key={view.id} view={view} views={views} attempt={attempt} />
        ))}
      </ul>
      {views.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <FormError error={error} className="mt-3" />
    </Dialog>
  );
}
