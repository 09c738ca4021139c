import type { MediaFile } from "@whatskovi/contract";
import { Paperclip, X } from "lucide-react";
import { useRef } from "react";
import { Button, IconButton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** One that was chosen here, or one that is at the server. */
export type ReplyFileValue = File | Pick<MediaFile, "id" | "fileName" | "size"> | null;

/** The file that goes with a quick reply. */
export function ReplyFile({ value, onChange }: { value: ReplyFileValue; onChange: (file: ReplyFileValue) => void }) {
  const t = useT("quickReplies");
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      {value === null ? (
        <Button icon={<Paperclip aria-hidden className="size-4" />} onClick={() => input.current?.click()}>
          {t("attach")}
        </Button>
      ) : (
        <p className="flex items-center gap-2 rounded-control border border-line py-1 pr-1 pl-3">
          <Paperclip aria-hidden className="size-4 shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 truncate">{value instanceof File ? value.name : value.fileName}</span>
          <span className="shrink-0 text-meta text-ink-faint tabular-nums">{formats.fileSize(value.size ?? 0)}</span>
          <IconButton label={t("detach")} icon={<X />} onClick={() => onChange(null)} />
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          onChange(event.target.files?.[0] ?? value);
          event.target.value = "";
        }}
      />
    </div>
  );
}
