"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { User } from "@whatskovi/contract";
import { Search, Users } from "lucide-react";
import { useState } from "react";
import { CatalogueList, CataloguePage, ConfirmedMutation, Switch, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { folded } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { queuesQuery } from "../queues/index.ts";
import { refreshPeople, usersQuery } from "../users/index.ts";
import { PersonForm } from "./person-form.tsx";
import { type PersonDialog, PersonRow } from "./person-row.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";

type Open = { dialog: PersonDialog; person: User } | { dialog: "create" } | null;

function Deactivation({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useT("team");
  const queryClient = useQueryClient();
  return (
    <ConfirmedMutation
      title={t("deactivateTitle", { name: person.name })}
      text={t("deactivateText")}
      confirmLabel={t("deactivate")}
      perform={() => api.call(endpoints.deactivateUser, { params: { id: person.id } })}
      onDone={async () => {
        await refreshPeople(queryClient);
        showToast(t("deactivated", { name: person.name }));
      }}
      onClose={onClose}
    />
  );
}

type PeopleProps = { query: string; withInactive: boolean; onOpen: (open: Open) => void };

function People({ query, withInactive, onOpen }: PeopleProps) {
  const t = useT("team");
  const users = useQuery(usersQuery());
  const queues = useQuery(queuesQuery());
  const wanted = folded(query.trim());
  return (
    <CatalogueList
      query={users}
      skeletons={5}
      empty={{ icon: <Users />, title: t("emptySearch"), text: t("emptySearchText") }}
      keep={(person) => (withInactive || person.isActive) && folded(`${person.name} ${person.email}`).includes(wanted)}
    >
      {(person) => (
        <PersonRow
          key={person.id}
          person={person}
          queues={queues.data ?? []}
          onOpen={(dialog) => onOpen({ dialog, person })}
        />
      )}
    </CatalogueList>
  );
}

/** Who works here. */
export function TeamPage() {
  const t = useT("team");
  const [query, setQuery] = useState("");
  const [withInactive, setWithInactive] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <CataloguePage
      title={t("title")}
      description={t("description")}
      addLabel={t("add")}
      onAdd={() => setOpen({ dialog: "create" })}
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <TextField
          label={t("search")}
          isLabelHidden
          placeholder={t("search")}
          type="search"
          icon={<Search />}
          value={query}
          onChange={setQuery}
          className="w-full tablet:w-80"
        />
        <Switch label={t("showInactive")} isOn={withInactive} onChange={setWithInactive} />
      </div>
      <People query={query} withInactive={withInactive} onOpen={setOpen} />
      {open?.dialog === "create" && <PersonForm person={null} onClose={close} />}
      {open?.dialog === "edit" && <PersonForm person={open.person} onClose={close} />}
      {open?.dialog === "reset" && <ResetLinkDialog person={open.person} onClose={close} />}
      {open?.dialog === "deactivate" && <Deactivation person={open.person} onClose={close} />}
    </CataloguePage>
  );
}
