"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SimulatorMessage } from "@whatskovi/contract";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { FormDialog, Menu, MenuEmojiRow, MenuItem, TextArea } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { simulatorKeys } from "./simulator-queries.ts";

const offered = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

type Place = { readonly connectionId: string; readonly phone: string };

/** What the customer does with a message that is on the phone. */
function usePhoneVerbs({ connectionId, phone }: Place, { providerId }: SimulatorMessage) {
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const params = { connectionId, phone, providerId };
  const after = {
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: simulatorKeys.all }),
    onError: (error: unknown) => showToast(errorText(error), { tone: "danger" }),
  };
  return {
    react: useMutation({
      mutationFn: (emoji: string | null) => api.call(endpoints.simulateReaction, { params, body: { emoji } }),
      ...after,
    }),
    edit: useMutation({
      mutationFn: (body: string) => api.call(endpoints.simulateEdit, { params, body: { body } }),
      ...after,
    }),
    revoke: useMutation({ mutationFn: () => api.call(endpoints.simulateRevoke, { params }), ...after }),
  };
}

function EditDialog({ text, onSave, onClose }: { text: string; onSave: (body: string) => void; onClose: () => void }) {
  const t = useT("simulator.actions");
  const rules = useRules();
  const form = useForm({
    initial: { body: text },
    rules: { body: rules.required },
    onSubmit: ({ body }) => onSave(body.trim()),
  });
  return (
    <FormDialog title={t("edit")} isBusy={false} error={null} {...{ form, onClose }}>
      <TextArea {...form.field("body")} label={t("text")} />
    </FormDialog>
  );
}

/** The customer's own messages can be edited and deleted, and every one reacted to, as on any phone. */
export function PhoneActions({ message, ...place }: Place & { message: SimulatorMessage }) {
  const t = useT("simulator.actions");
  const { react, edit, revoke } = usePhoneVerbs(place, message);
  const [isEditing, setEditing] = useState(false);
  const isOwn = message.direction === "INBOUND";
  const own = message.reactions.find(({ by }) => by !== null)?.emoji ?? null;
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("menu")}
            title={t("menu")}
            className="grid size-8 shrink-0 place-items-center self-center rounded-control text-ink-faint opacity-0 group-focus-within/phone:opacity-100 group-hover/phone:opacity-100 hover:bg-hover hover:text-ink aria-expanded:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      >
        <MenuEmojiRow
          label={t("react")}
          emojis={offered}
          chosen={own}
          onChoose={(emoji) => react.mutate(emoji === own ? null : emoji)}
        />
        {isOwn && message.body !== "" && (
          <MenuItem icon={<Pencil />} onSelect={() => setEditing(true)}>
            {t("edit")}
          </MenuItem>
        )}
        {isOwn && (
          <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => revoke.mutate()}>
            {t("revoke")}
          </MenuItem>
        )}
      </Menu>
      {isEditing && (
        <EditDialog
          text={message.body}
          onClose={() => setEditing(false)}
          onSave={(body) => {
            edit.mutate(body);
            setEditing(false);
          }}
        />
      )}
    </>
  );
}
