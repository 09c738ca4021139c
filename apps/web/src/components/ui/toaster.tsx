"use client";

import { X } from "lucide-react";
import { useT } from "../../lib/i18n/index.ts";
import { dismissToast, useToasts } from "../../stores/toasts.ts";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

/** What was said in passing, at the top edge: nothing there is typed into. */
export function Toaster() {
  const t = useT("common");
  const items = useToasts((toasts) => toasts.items);
  return (
    <div
      role="status"
      aria-live="polite"
      data-region="toasts"
      className="pointer-events-none fixed inset-x-0 top-3 z-50 flex flex-col items-center gap-2 px-4 pt-safe"
    >
      {items.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-120 animate-appear items-center gap-2 rounded-card border border-line bg-raised py-1 pr-1 pl-4 shadow-float"
        >
          <span className={toast.tone === "danger" ? "text-danger-ink" : "text-ink"}>{toast.text}</span>
          {toast.action && (
            <Button
              tone="quiet"
              size="small"
              onClick={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton label={t("dismiss")} icon={<X />} onClick={() => dismissToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
