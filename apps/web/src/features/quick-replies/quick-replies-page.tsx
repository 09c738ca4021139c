"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { QuickReply } from "@whatskovi/contract";
import { Paperclip, Pencil, Trash2, Zap } from "lucide-react";
import { useState } from "react";
import { Badge, CatalogueList, CataloguePage, Chip, ConfirmedMutation, IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { QuickReplyForm } from "./quick-reply-form.tsx";
import { quickRepliesQuery, quickReplyKeys } from "./quick-reply-queries.ts";

type Open = { kind: "create" } | { kind: "edit" | "delete"; reply: QuickReply } | null;

/** For whom it is. */
function Scope({ reply: { scope, queue } }: { reply: QuickReply }) {
  const t = useT("quickReplies.scope");
  return queue === null ? <Badge>{t(scope)}</Badge> : <Chip label={queue.name} color={queue.color} />;
}

function ReplyRow({ reply, onOpen }: { reply: QuickReply; onOpen: (open: Open) => void }) {
  const t = useT("quickReplies");
  const { shortcut, body, media, canManage } = reply;
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 truncate font-medium">/{shortcut}</h2>
          <Scope reply={reply} />
        </div>
        <p className="flex items-center gap-1 text-small text-ink-soft">
          {media !== null && (
            <>
              <Paperclip aria-hidden className="size-3 shrink-0" />
              <span className="max-w-40 shrink-0 truncate">{media.fileName}</span>
            </>
          )}
          <span className="truncate">{body}</span>
        </p>
      </div>
      {canManage && (
        <>
          <IconButton
            label={t("edit", { shortcut })}
            icon={<Pencil />}
            onClick={() => onOpen({ kind: "edit", reply })}
          />
          <IconButton
            label={t("remove", { shortcut })}
            icon={<Trash2 />}
            onClick={() => onOpen({ kind: "delete", reply })}
          />
        </>
      )}
    </li>
  );
}

function DeleteReply({ reply, onClose }: { reply: QuickReply; onClose: () => void }) {
  const t = useT("quickReplies");
  const queryClient = useQueryClient();
  return (
    <ConfirmedMutation
      title={t("deleteTitle", { shortcut: reply.shortcut })}
      text={t(reply.scope === "personal" ? "deleteOwnText" : "deleteSharedText")}
      confirmLabel={t("delete")}
      perform={() => api.call(endpoints.deleteQuickReply, { params: { id: reply.id } })}
      onDone={async () => {
        await queryClient.invalidateQueries({ queryKey: quickReplyKeys.all });
        showToast(t("deleted"));
      }}
      onClose={onClose}
    />
  );
}

/** The quick replies that one may use; those that one may manage can be changed. */
export function QuickRepliesPage() {
  const t = useT("quickReplies");
  const replies = useQuery(quickRepliesQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ kind: "create" });
  const empty = { icon: <Zap />, title: t("empty"), text: t("emptyText"), addLabel: t("add"), onAdd: add };
  return (
    <CataloguePage title={t("title")} description={t("description")} addLabel={t("add")} onAdd={add}>
      <CatalogueList query={replies} empty={empty}>
        {(reply) => <ReplyRow key={reply.id} reply={reply} onOpen={setOpen} />}
      </CatalogueList>
      {open?.kind === "create" && <QuickReplyForm reply={null} onClose={close} />}
      {open?.kind === "edit" && <QuickReplyForm reply={open.reply} onClose={close} />}
      {open?.kind === "delete" && <DeleteReply reply={open.reply} onClose={close} />}
    </CataloguePage>
  );
}
