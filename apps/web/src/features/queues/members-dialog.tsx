"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Queue } from "@whatskovi/contract";
import { Dialog, ErrorState, FormDialog, MultiCombobox, Skeleton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useUserChoices } from "./queue-form.tsx";
import { queueKeys, queueMembersQuery } from "./queue-queries.ts";

type Props = { queue: Queue; onClose: () => void };

function MembersForm({ queue, memberIds, onClose }: Props & { memberIds: string[] }) {
  const t = useT("queues");
  const queryClient = useQueryClient();
  const people = useUserChoices();
  const save = useMutation({
    mutationFn: (userIds: string[]) =>
      api.call(endpoints.setQueueMembers, { params: { id: queue.id }, body: { userIds } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: queueKeys.all });
      onClose();
    },
  });
  const form = useForm({
    initial: { userIds: memberIds },
    error: save.error,
    onSubmit: ({ userIds }) => save.mutate(userIds),
  });
  return (
    <FormDialog
      title={t("membersTitle", { name: queue.name })}
      description={t("membersText")}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <MultiCombobox
        label={t("form.members")}
        placeholder={t("form.membersPlaceholder")}
        choices={people}
        values={form.values.userIds}
        onChange={(userIds) => form.set("userIds", userIds)}
      />
    </FormDialog>
  );
}

/** Who serves a queue. With effect at once. */
export function MembersDialog({ queue, onClose }: Props) {
  const t = useT("queues");
  const members = useQuery({ ...queueMembersQuery(queue.id), gcTime: 0 });
  if (members.data !== undefined)
    return <MembersForm queue={queue} memberIds={members.data.map((member) => member.id)} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={t("membersTitle", { name: queue.name })} description={t("membersText")}>
      {members.isError ? (
        <ErrorState error={members.error} onRetry={() => void members.refetch()} />
      ) : (
        <Skeleton className="h-9" />
      )}
    </Dialog>
  );
}
