"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronRight, Smartphone, TabletSmartphone } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { EntryCard, FormError, ProgressLine } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";

const stepClass =
  "flex w-full items-center gap-4 rounded-card border border-line px-4 py-3 text-left transition-colors hover:border-accent hover:bg-hover aria-busy:opacity-60";

function StepContent({ icon, title, text }: { icon: ReactNode; title: string; text: string }) {
  return (
    <>
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-ink [&_svg]:size-5"
      >
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{title}</span>
        <span className="block text-small text-pretty text-ink-soft">{text}</span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </>
  );
}

/** After the account: a real number, or the simulator. */
export function FirstSteps({ name }: { name: string }) {
  const t = useT();
  const router = useRouter();
  const simulate = useMutation({
    mutationFn: () => api.call(endpoints.trySimulator, {}),
    onSuccess: () => router.push("/tickets?tab=pending"),
  });
  return (
    <EntryCard
      title={t("setup.next", { name: name.split(" ")[0] ?? name })}
      text={t("setup.nextText")}
      footer={
        <Link href="/tickets" className="underline underline-offset-2">
          {t("setup.later")}
        </Link>
      }
    >
      <div className="flex flex-col gap-3">
        <Link href="/connections?new" className={stepClass}>
          <StepContent icon={<Smartphone />} title={t("setup.connect")} text={t("setup.connectText")} />
        </Link>
        <button
          type="button"
          className={stepClass}
          aria-busy={simulate.isPending}
          onClick={() => simulate.isPending || simulate.mutate()}
        >
          <StepContent icon={<TabletSmartphone />} title={t("setup.simulate")} text={t("setup.simulateText")} />
        </button>
        {simulate.isPending && <ProgressLine label={t("common.loading")} />}
        <FormError error={simulate.error} />
      </div>
    </EntryCard>
  );
}
