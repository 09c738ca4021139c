"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Paperclip, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { FormError, IconButton, TextArea } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { isComposed } from "../../lib/shortcuts/index.ts";
import type { Customer } from "./customer.ts";
import { maxFileBytes, readFile, typeOfFile } from "./outgoing-file.ts";
import { simulatorKeys } from "./simulator-queries.ts";

type Props = { connectionId: string; customer: Customer };

const typingHolds = 3000;

function useTyping(connectionId: string, phone: string) {
  const lastTold = useRef(0);
  return () => {
    if (Date.now() - lastTold.current < typingHolds) return;
    lastTold.current = Date.now();
    void api.call(endpoints.simulateTyping, { params: { connectionId, phone } }).catch(() => undefined);
  };
}

function useWrite({ connectionId, customer }: Props, onWritten: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ body, file }: { body: string; file: File | null }) => {
      const media = file === null ? null : await readFile(file);
      const type = media === null ? "TEXT" : typeOfFile(media.mimeType);
      return api.call(endpoints.simulateMessage, {
        params: { connectionId },
        body: { from: customer, type, body, ...(media !== null && { media }) },
      });
    },
    onSuccess: () => {
      onWritten();
      void queryClient.invalidateQueries({ queryKey: simulatorKeys.all });
    },
  });
}

function ChosenFile({ file, onRemove }: { file: File; onRemove: () => void }) {
  const t = useT("simulator");
  return (
    <p className="flex items-center gap-2 px-3 pt-2 text-small">
      <span className="truncate">{file.name}</span>
      <IconButton label={t("removeFile", { name: file.name })} icon={<X />} onClick={onRemove} />
      {file.size > maxFileBytes && <span className="text-danger-ink">{t("fileTooLarge")}</span>}
    </p>
  );
}

/** Where one writes as the customer. Keeps what was written when sending fails. */
export function PhoneComposer({ connectionId, customer }: Props) {
  const t = useT("simulator");
  const [body, setBody] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const tellTyping = useTyping(connectionId, customer.phone);
  const write = useWrite({ connectionId, customer }, () => {
    setBody("");
    setFile(null);
  });
  const canSend = (body.trim() !== "" || file !== null) && (file?.size ?? 0) <= maxFileBytes && !write.isPending;
  const send = () => canSend && write.mutate({ body: body.trim(), file });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || isComposed(event.nativeEvent)) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="shrink-0 border-t border-line bg-surface">
      <FormError error={write.error} className="m-2" />
      {file !== null && <ChosenFile file={file} onRemove={() => setFile(null)} />}
      <div className="flex items-end gap-1 p-2">
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={t("attach")}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <IconButton
          label={t("attach")}
          icon={<Paperclip />}
          tooltipSide="top"
          onClick={() => picker.current?.click()}
        />
        <TextArea
          label={t("write", { name: customer.name })}
          isLabelHidden
          placeholder={t("write", { name: customer.name })}
          rows={1}
          value={body}
          onChange={(text) => {
            setBody(text);
            tellTyping();
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1"
        />
        <IconButton
          label={t("send")}
          icon={<SendHorizontal />}
          tone="accent"
          tooltipSide="top"
          disabled={!canSend}
          onClick={send}
        />
      </div>
    </div>
  );
}
