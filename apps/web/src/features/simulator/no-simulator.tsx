"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TabletSmartphone } from "lucide-react";
import { Button, EmptyState, FormError } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { applyConnection } from "../connections/index.ts";

/** There is nothing to play with yet: make it. */
export function NoSimulator() {
  const t = useT("simulator");
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => api.call(endpoints.trySimulator, {}),
    onSuccess: (connection) => applyConnection(queryClient, connection),
  });
  return (
    <EmptyState
      icon={<TabletSmartphone />}
      title={t("noneTitle")}
      text={t("noneText")}
      className="h-full"
      action={
        <div className="flex flex-col items-center gap-3">
          <Button tone="primary" isBusy={start.isPending} onClick={() => start.mutate()}>
            {t("start")}
          </Button>
          <FormError error={start.error} />
        </div>
      }
    />
  );
}
