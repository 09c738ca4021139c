import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ComponentProps, ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import type { Command } from "../command.ts";

/** The commands that a hook offers, in the words of Portuguese messages, for tests. */
export function offered(
  messages: NonNullable<ComponentProps<typeof IntlProvider>["messages"]>,
  useCommands: () => Command[],
): Command[] {
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
