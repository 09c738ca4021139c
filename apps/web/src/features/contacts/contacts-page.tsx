"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Ellipsis, ListFilter, Plus, Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button, IconButton, Menu, MenuItem, Select, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useFullScreen } from "../../stores/navigation.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ContactList } from "./contact-list.tsx";
import { ContactPanel } from "./contact-panel.tsx";
import {
  contactCountQuery,
  type ContactFilter,
  type ContactSort,
  countConditions,
  noFilter,
} from "./contact-queries.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { FilterDialog } from "./filter-dialog.tsx";
import { NewContactForm } from "./new-contact-form.tsx";
import { targetOf, useSelection } from "./selection.ts";
import { useSettled } from "./use-settled.ts";

type FiltersProps = {
  filter: ContactFilter;
  sort: ContactSort;
  onChange: (filter: ContactFilter) => void;
  onSort: (sort: ContactSort) => void;
};

function Filters({ filter, sort, onChange, onSort }: FiltersProps) {
  const t = useT("contacts");
  const [isOpen, setOpen] = useState(false);
  const count = countConditions(filter);
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-3">
      <TextField
        label={t("search")}
        isLabelHidden
        placeholder={t("search")}
        type="search"
        icon={<Search />}
        value={filter.q}
        onChange={(q) => onChange({ ...filter, q })}
      />
      <div className="flex items-center gap-2">
        <Select
          label={t("sort.label")}
          isLabelHidden
          value={sort}
          choices={(["name", "last_contact"] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={onSort}
          className="min-w-0 flex-1"
        />
        <Button icon={<ListFilter aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
          {count === 0 ? t("filters.open") : t("filters.count", { count })}
        </Button>
      </div>
      {isOpen && <FilterDialog filter={filter} onApply={onChange} onClose={() => setOpen(false)} />}
    </div>
  );
}

type MoreProps = { filter: ContactFilter };

/** What is done with many contacts: only for supervisors, as the server says. */
function More({ filter }: MoreProps) {
  const t = useT("contacts");
  const router = useRouter();
  const [isExporting, setExporting] = useState(false);
  const { data: count = 0 } = useQuery({ ...contactCountQuery(filter), enabled: isExporting });
  return (
    <>
      <Menu trigger={<IconButton label={t("more")} icon={<Ellipsis />} />}>
        <MenuItem onSelect={() => router.push("/contacts/import")}>{t("import.open")}</MenuItem>
        <MenuItem onSelect={() => setExporting(true)}>{t("export.openAll")}</MenuItem>
        <MenuItem onSelect={() => router.push("/contacts/duplicates")}>{t("possible.title")}</MenuItem>
      </Menu>
      {isExporting && (
        <ExportDialog
          target={targetOf({ isAll: true, ids: new Set() }, filter)}
          count={count}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}

/** Everybody who has written, found by name, phone, e-mail and whatever else is known. The chosen one stands in the address. */
export function ContactsPage() {
  const t = useT("contacts");
  const router = useRouter();
  const user = useCurrentUser();
  const chosenId = useSearchParams().get("contact");
  const [filter, setFilter] = useState(noFilter);
  const [sort, setSort] = useState<ContactSort>("name");
  const [isCreating, setCreating] = useState(false);
  const settled = useSettled(filter);
  const { selection, ...choosing } = useSelection();
  useFullScreen(chosenId !== null);
  const choose = (id: string) => router.push(`/contacts?contact=${id}`, { scroll: false });
  const changeFilter = (next: ContactFilter) => {
    setFilter(next);
    choosing.clear();
  };
  return (
    <div className="flex h-full min-h-0 bg-surface">
      <div
        className={clsx(
          "min-h-0 w-full flex-col border-r border-line tablet:flex tablet:w-80 desktop:w-85",
          chosenId === null ? "flex" : "hidden",
        )}
      >
        <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-4">
          <h1 className="flex-1 text-title">{t("title")}</h1>
          {user.role !== "AGENT" && (
            <>
              <IconButton label={t("add")} icon={<Plus />} onClick={() => setCreating(true)} />
              <More filter={settled} />
            </>
          )}
        </header>
        {choosing.isEmpty ? (
          <Filters filter={filter} sort={sort} onChange={changeFilter} onSort={setSort} />
        ) : (
          <BulkBar selection={selection} filter={settled} onAll={choosing.chooseAll} onClear={choosing.clear} />
        )}
        <ContactList filter={settled} sort={sort} chosenId={chosenId} onChoose={choose} choosing={choosing} />
      </div>
      {chosenId !== null && <h1 className="sr-only tablet:hidden">{t("title")}</h1>}
      <div className={clsx("min-h-0 min-w-0 flex-1 tablet:flex", chosenId === null ? "hidden" : "flex")}>
        <ContactPanel id={chosenId} onBack={() => router.push("/contacts")} />
      </div>
      {isCreating && (
        <NewContactForm
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            choose(id);
          }}
        />
      )}
    </div>
  );
}
