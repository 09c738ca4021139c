"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ContactImport } from "@whatskovi/contract";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { buttonClass, ErrorState, Page, SkeletonRows } from "../../../components/ui/index.ts";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { importKeys, importQuery, importsQuery } from "./import-queries.ts";
import { DropFile } from "./drop-file.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportSettingsForm } from "./import-settings.tsx";

/** Imports that were begun: what came of them can be looked up again. */
function Earlier({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useT("contacts.import");
  const formats = useFormats();
  const { data: imports = [] } = useQuery(importsQuery());
  if (imports.length === 0) return null;
  return (
    <section aria-labelledby="earlier-imports" className="mt-8">
      <h2 id="earlier-imports" className="mb-2 text-title">
        {t("earlier")}
      </h2>
      <ul>
        {imports.map(({ id, fileName, status, createdAt, totalRows, user }) => (
          <li key={id} className="border-b border-line last:border-b-0">
            <button
              type="button"
              onClick={() => onOpen(id)}
              className="flex min-h-14 w-full flex-wrap items-center gap-x-4 px-2 text-left hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{fileName}</span>
              <span className="text-small text-ink-soft">{t(`statuses.${status}`)}</span>
              <span className="text-small text-ink-faint tabular-nums">
                {t("rows", { count: totalRows })} · {user.name} · {formats.listDate(createdAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ id, onOther }: { id: string; onOther: () => void }) {
  const t = useT("common");
  const found = useQuery(importQuery(id));
  if (found.isPending) return <SkeletonRows count={4} label={t("loading")} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return found.data.status === "DRAFT" ? (
    <ImportSettingsForm key={id} draft={found.data} onOther={onOther} />
  ) : (
    <ImportProgress value={found.data} onOther={onOther} />
  );
}

/** Contacts from a file: which, how it is read, and what became of it. The one at hand stands in the address. */
export function ImportPage() {
  const t = useT("contacts.import");
  const router = useRouter();
  const queryClient = useQueryClient();
  const id = useSearchParams().get("import");
  const open = (next: string) => router.push(`/contacts/import?import=${next}`, { scroll: false });
  const upload = useMutation({
    mutationFn: (file: File): Promise<ContactImport> => {
      const body = new FormData();
      body.set("file", file);
      return api.call(endpoints.createContactImport, { body });
    },
    onSuccess: (draft) => {
      queryClient.setQueryData(importKeys.detail(draft.id), draft);
      open(draft.id);
    },
  });
  return (
    <Page
      title={t("title")}
      description={id === null ? t("description") : undefined}
      actions={
        <Link href="/contacts" className={buttonClass("quiet", "small")}>
          {t("back")}
        </Link>
      }
    >
      {id === null ? (
        <>
          <DropFile isBusy={upload.isPending} error={upload.error} onFile={(file) => upload.mutate(file)} />
          <Earlier onOpen={open} />
        </>
      ) : (
        <One id={id} onOther={() => router.push("/contacts/import")} />
      )}
    </Page>
  );
}
