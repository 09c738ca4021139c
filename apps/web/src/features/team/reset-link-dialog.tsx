"use client";

import { useMutation } from "@tanstack/react-query";
import type { User } from "@whatskovi/contract";
import { Copy } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, Dialog, FormError, Skeleton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";

/** Copies where the browser lets us; over plain HTTP it does not, and the text stays selected to be copied by hand. */
async function copyText(source: HTMLInputElement | null): Promise<boolean> {
  source?.select();
  try {
    await navigator.clipboard.writeText(source?.value ?? "");
    return true;
  } catch {
    return false;
  }
}

function ResetLink({ url }: { url: string }) {
  const t = useT("team.reset");
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-3 tablet:flex-row">
      <input
        ref={field}
        readOnly
        value={url}
        aria-label={t("title")}
        onFocus={(event) => event.target.select()}
        className="h-9 min-w-0 flex-1 rounded-control border border-line bg-hover px-3 font-mono text-small"
      />
      <Button
        icon={<Copy className="size-4" />}
        onClick={() => void copyText(field.current).then((isCopied) => isCopied && showToast(t("copied")))}
      >
        {t("copy")}
      </Button>
    </div>
  );
}

/** Makes a one-time link with which a person sets a new password. */
export function ResetLinkDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const t = useT("team.reset");
  const formats = useFormats();
  const { mutate, data, error } = useMutation({
    mutationFn: (id: string) => api.call(endpoints.createPasswordReset, { params: { id } }),
  });
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current) return;
    wasAsked.current = true;
    mutate(person.id);
  }, [mutate, person.id]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={data && t("text", { name: person.name, time: formats.dateTime(data.expiresAt) })}
    >
      <FormError error={error} />
      {data ? (
        <ResetLink url={new URL(data.url, window.location.origin).href} />
      ) : (
        error === null && <Skeleton className="h-9" />
      )}
    </Dialog>
  );
}
