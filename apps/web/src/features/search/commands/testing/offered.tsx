import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { loadMessages } from "../../../../app/messages/catalogue.ts";
import type { Command } from "../command.ts";

/** The commands that a hook offers, in Portuguese, for tests. */
export async function offered(useCommands: () => Command[]): Promise<Command[]> {
  const messages = await loadMessages("pt-BR");
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="pt-BR" messages={messages}>
        {children}
      </IntlProvider>
    </QueryClientProvider>
  );
  return renderHook(useCommands, { wrapper }).result.current;
}

export const idsOf = (commands: readonly Command[]): string[] => commands.map(({ id }) => id);
