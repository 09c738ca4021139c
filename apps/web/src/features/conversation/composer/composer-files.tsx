import { FileText, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";

function Thumbnail({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null) return <FileText aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />;
  return <img src={url} alt="" className="size-10 shrink-0 rounded-control object-cover" />;
}

/** The files that will go with the next message. */
export function ComposerFiles({ files, onRemove }: { files: readonly File[]; onRemove: (file: File) => void }) {
  const t = useT("composer");
  const formats = useFormats();
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map((file) => (
        <li
          key={`${file.name}:${file.size}:${file.lastModified}`}
          className="flex h-14 max-w-60 items-center gap-2 rounded-card border border-line bg-surface pl-2"
        >
          <Thumbnail file={file} />
          <span className="min-w-0">
            <span className="block truncate text-small font-medium">{file.name}</span>
            <span className="block text-meta text-ink-faint tabular-nums">{formats.fileSize(file.size)}</span>
          </span>
          <button
            type="button"
            aria-label={t("removeFile", { name: file.name })}
            onClick={() => onRemove(file)}
            className="grid size-8 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-hover pointer-coarse:size-11"
          >
            <X aria-hidden className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
