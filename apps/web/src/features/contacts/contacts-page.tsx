"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Ban, Plus, Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { IconButton, Select, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useFullScreen } from "../../stores/navigation.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { tagsQuery } from "../tags/index.ts";
import { ContactList } from "./contact-list.tsx";
import { ContactPanel } from "./contact-panel.tsx";
import type { ContactFilter } from "./contact-queries.ts";
import { NewContactForm } from "./new-contact-form.tsx";
import { useSettled } from "./use-settled.ts";

const anyTag = "any";

type FiltersProps = { filter: ContactFilter; onChange: (filter: ContactFilter) => void };

function Filters({ filter, onChange }: FiltersProps) {
  const t = useT("contacts");
  const tags = useQuery(tagsQuery());
  const choices = [
    { value: anyTag, label: t("allTags") },
    ...(tags.data ?? []).map(({ id, name, color }) => ({ value: id, label: name, color })),
  ];
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
          label={t("tagFilter")}
          isLabelHidden
          value={filter.tagId ?? anyTag}
          choices={choices}
          onChange={(value) => onChange({ ...filter, tagId: value === anyTag ? null : value })}
          className="min-w-0 flex-1"
        />
        <IconButton
          label={t("onlyBlocked")}
          icon={<Ban />}
          isPressed={filter.isBlocked}
          onClick={() => onChange({ ...filter, isBlocked: !filter.isBlocked })}
        />
      </div>
    </div>
  );
}

/** Everybody who has written, found by name, phone or tag. The chosen one stands in the address: `?contact=`. */
export function ContactsPage() {
  const t = useT("contacts");
  const router = useRouter();
  const user = useCurrentUser();
  const chosenId = useSearchParams().get("contact");
  const [filter, setFilter] = useState<ContactFilter>({ q: "", tagId: null, isBlocked: false });
  const [isCreating, setCreating] = useState(false);
  const settled = useSettled(filter);
  useFullScreen(chosenId !== null);
  const choose = (id: string) => router.push(`/contacts?contact=${id}`, { scroll: false });
  return (
    <div className="flex h-full min-h-0 bg-surface">
      <div
        className={clsx(
          "min-h-0 w-full flex-col border-r border-line tablet:flex tablet:w-80 desktop:w-85",
          chosenId === null ? "flex" : "hidden",
        )}
      >
        <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
          <h1 className="flex-1 text-title">{t("title")}</h1>
          {user.role !== "AGENT" && <IconButton label={t("add")} icon={<Plus />} onClick={() => setCreating(true)} />}
        </header>
        <Filters filter={filter} onChange={setFilter} />
        <ContactList filter={settled} chosenId={chosenId} onChoose={choose} />
      </div>
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
