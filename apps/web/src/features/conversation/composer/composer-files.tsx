import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { ArrowDown, ArrowUp, FileText, Film, Music, X } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "../../../components/ui/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { type Attached, changeAttached, detach, kindOf, moveAttached, problemOf } from "./attachments.ts";

const icons = { video: Film, audio: Music, document: FileText, image: FileText };

function Thumbnail({ attached }: { attached: Attached }) {
  const { file } = attached;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const Icon = icons[kindOf(attached)];
  if (url === null) return <Icon aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />;
  return <img src={url} alt="" className="size-10 shrink-0 rounded-control object-cover" />;
}

type FileRowProps = {
  readonly ticket: Ticket;
  readonly attached: Attached;
  readonly isNote: boolean;
  readonly place: { readonly index: number; readonly count: number };
};

function FileRow({ ticket, attached, isNote, place }: FileRowProps) {
  const t = useT("composer");
  const formats = useFormats();
  const { id, file, caption } = attached;
  const problem = problemOf(attached, driverCapabilities[ticket.connection.driver], isNote);
  const isSeveral = place.count > 1;
  return (
    <li className="flex flex-wrap items-center gap-x-2 rounded-card border border-line bg-surface py-1 pr-1 pl-2">
      <span className="grid size-10 shrink-0 place-items-center">
        <Thumbnail attached={attached} />
      </span>
      <span className="min-w-0 flex-1">
        <span title={file.name} className="block truncate text-small font-medium">
          {file.name}
        </span>
        <span className="block text-meta text-ink-faint tabular-nums">{formats.fileSize(file.size)}</span>
      </span>
      {isSeveral && (
        <>
          <IconButton
            label={t("moveUp", { name: file.name })}
            icon={<ArrowUp />}
            disabled={place.index === 0}
            onClick={() => moveAttached(ticket.id, id, -1)}
          />
          <IconButton
            label={t("moveDown", { name: file.name })}
            icon={<ArrowDown />}
            disabled={place.index === place.count - 1}
            onClick={() => moveAttached(ticket.id, id, 1)}
          />
        </>
      )}
      <IconButton label={t("removeFile", { name: file.name })} icon={<X />} onClick={() => detach(ticket.id, id)} />
      <span className="basis-full pl-12 empty:hidden">
        {problem !== null && (
          <span role="alert" className="block text-meta text-pretty text-danger-ink">
            {problem.reason === "empty" ? t("fileEmpty") : t("fileTooLarge", { most: formats.fileSize(problem.most) })}{" "}
            {problem.reason === "tooLarge" && problem.asDocument && (
              <button
                type="button"
                onClick={() => changeAttached(ticket.id, id, { sendsAs: "DOCUMENT" })}
                className="inline-flex items-center font-semibold underline underline-offset-2 pointer-coarse:min-h-11"
              >
                {t("sendAsDocument")}
              </button>
            )}
          </span>
        )}
        {isSeveral && kindOf(attached) !== "audio" && (
          <input
            type="text"
            aria-label={t("captionOf", { name: file.name })}
            placeholder={t("caption")}
            value={caption}
            maxLength={1024}
            onChange={(event) => changeAttached(ticket.id, id, { caption: event.target.value })}
            className="h-7 w-full bg-transparent text-small outline-none focus-visible:border-b focus-visible:border-accent pointer-coarse:h-11"
          />
        )}
      </span>
    </li>
  );
}

/** The files that will go with the next message, in their order. */
export function ComposerFiles({
  ticket,
  files,
  isNote,
}: {
  ticket: Ticket;
  files: readonly Attached[];
  isNote: boolean;
}) {
  const t = useT("composer");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("files")} className="flex max-h-60 scroll-thin flex-col gap-1 overflow-y-auto px-3 pt-2">
      {files.map((attached, index) => (
        <FileRow key={attached.id} {...{ ticket, attached, isNote }} place={{ index, count: files.length }} />
      ))}
    </ul>
  );
}
