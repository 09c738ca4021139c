"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { User } from "@whatskovi/contract";
import { Plus, Search, Users } from "lucide-react";
import { useState } from "react";
import {
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorState,
  Page,
  SkeletonRows,
  Switch,
  TextField,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { queuesQuery } from "../queues/index.ts";
import { refreshPeople, usersQuery } from "../users/index.ts";
import { PersonForm } from "./person-form.tsx";
import { type PersonDialog, PersonRow } from "./person-row.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";

type Open = { dialog: PersonDialog; person: User } | { dialog: "create" } | null;

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function Deactivation({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useT("team");
  const queryClient = useQueryClient();
  const deactivate = useMutation({
    mutationFn: () => api.call(endpoints.deactivateUser, { params: { id: person.id } }),
    onSuccess: async () => {
      await refreshPeople(queryClient);
      showToast(t("deactivated", { name: person.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("deactivateTitle", { name: person.name })}
      text={t("deactivateText")}
      confirmLabel={t("deactivate")}
      isBusy={deactivate.isPending}
      error={deactivate.error}
      onConfirm={() => deactivate.mutate()}
    />
  );
}

function People({
  query,
  withInactive,
  onOpen,
}: {
  query: string;
  withInactive: boolean;
  onOpen: (open: Open) => void;
}) {
  const t = useT();
  const users = useQuery(usersQuery());
  const queues = useQuery(queuesQuery());
  if (users.isPending) return <SkeletonRows count={5} label={t("common.loading")} />;
  if (users.isError) return <ErrorState error={users.error} onRetry={() => void users.refetch()} />;
  const wanted = fold(query.trim());
  const shown = users.data.filter(
    (person) => (withInactive || person.isActive) && fold(`${person.name} ${person.email}`).includes(wanted),
  );
  if (shown.length === 0)
    return <EmptyState icon={<Users />} title={t("team.emptySearch")} text={t("team.emptySearchText")} />;
  return (
    <ul>
      {shown.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          queues={queues.data ?? []}
          onOpen={(dialog) => onOpen({ dialog, person })}
        />
      ))}
    </ul>
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
    <Page
      title={t("title")}
      description={t("description")}
      actions={
        <Button
          tone="primary"
          size="small"
          icon={<Plus className="size-4" />}
          onClick={() => setOpen({ dialog: "create" })}
        >
          {t("add")}
        </Button>
      }
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
    </Page>
  );
}
