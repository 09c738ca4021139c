import { renderHook } from "@testing-library/react";
import type { Problem } from "@whatskovi/contract";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { expect, test } from "vitest";
import { loadMessages } from "../../app/messages/catalogue.ts";
import { ApiError } from "../../lib/api/index.ts";
import { useRefusal } from "./refusal.ts";

const problem = (extra: Partial<Problem>): Problem => ({
  type: "about:blank",
  title: "",
  status: 409,
  code: "active_ticket_exists",
  ...extra,
});

test.each<[string, unknown, string | null]>([
  [
    "a colleague has it",
    new ApiError("active_ticket_exists", problem({ takenBy: { id: "b", name: "Bruno" } })),
    "Bruno já está atendendo este contato.",
  ],
  [
    "it waits in a queue",
    new ApiError("active_ticket_exists", problem({ waitingIn: { id: "q", name: "Vendas" } })),
    "Este contato já espera na fila Vendas.",
  ],
  ["nobody says who has it", new ApiError("active_ticket_exists", problem({})), null],
  ["another refusal", new ApiError("forbidden", problem({ takenBy: { id: "b", name: "Bruno" } })), null],
  ["none", null, null],
])("%s", async (_what, error, expected) => {
  const messages = await loadMessages("pt-BR");
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider locale="pt-BR" messages={messages}>
      {children}
    </IntlProvider>
  );
  expect(renderHook(() => useRefusal(error), { wrapper }).result.current).toBe(expected);
});
