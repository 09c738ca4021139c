"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "../components/ui/index.ts";
import { SessionStart } from "../features/shell/index.ts";
import { I18nProvider } from "../lib/i18n/index.ts";
import { BrowserFrame } from "./browser-frame.tsx";
import { loadMessages } from "./messages/catalogue.ts";
import { createQueryClient } from "./query-client.ts";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <I18nProvider load={loadMessages}>
      <BrowserFrame />
      <QueryClientProvider client={queryClient}>
        <SessionStart>{children}</SessionStart>
        <Toaster />
      </QueryClientProvider>
    </I18nProvider>
  );
}
