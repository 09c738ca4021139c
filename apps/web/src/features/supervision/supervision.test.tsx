import { QueryClient } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { Alert, ConnectionGap } from "@whatskovi/contract";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { describe, expect, it, test } from "vitest";
import { loadMessages } from "../../app/messages/catalogue.ts";
import type { Locale } from "../../stores/preferences.ts";
import { useGapSentence } from "./gap-sentence.ts";
import { supervisionKeys } from "./supervision-queries.ts";
import { supervisionHandlers } from "./supervision-realtime.ts";

const startedAt = "2026-01-31T12:00:00.000Z";
const endedAt = "2026-01-31T14:10:00.000Z";

function sampleGap(fields: Partial<ConnectionGap> = {}): ConnectionGap {
  return {
    id: "g1",
    connectionId: "w1",
    state: "done",
    cause: "network",
    startedAt,
    endedAt,
    recoveredMessages: 0,
    coverage: "full",
    unverified: [],
    unverifiedCount: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...fields,
  };
}

function sampleAlert(fields: Partial<Alert> & { id: string }): Alert {
  return {
    kind: "connection_down",
    connection: { id: "w1", name: "Loja", driver: "baileys", status: "reconnecting" },
    since: startedAt,
    statusCode: "network",
    reason: null,
    attempts: 1,
    restrictedUntil: null,
    gap: null,
    resolvedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...fields,
  };
}

async function sentence(locale: Locale, gap: ConnectionGap): Promise<string> {
  const messages = await loadMessages(locale);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider {...{ locale, messages }} timeZone="America/Sao_Paulo">
      {children}
    </IntlProvider>
  );
  const { result } = renderHook(useGapSentence, { wrapper });
  return result.current(gap, Date.parse("2026-01-31T12:00:45.000Z"));
}

test.each<[Locale, Partial<ConnectionGap>, string]>([
  [
    "pt-BR",
    { recoveredMessages: 41, unverifiedCount: 2 },
    "2 h 10 min fora do ar; 41 mensagens recuperadas; 2 conversas não puderam ser conferidas",
  ],
  [
    "pt-BR",
    { recoveredMessages: 1, unverifiedCount: 1 },
    "2 h 10 min fora do ar; 1 mensagem recuperada; 1 conversa não pôde ser conferida",
  ],
  ["pt-BR", {}, "2 h 10 min fora do ar; nenhuma mensagem perdida encontrada"],
  ["pt-BR", { state: "running", endedAt: null, coverage: null }, "45 s fora do ar"],
  [
    "pt-BR",
    { state: "catching_up", recoveredMessages: 3, coverage: null },
    "2 h 10 min fora do ar; buscando o que faltou; 3 mensagens recuperadas",
  ],
  [
    "en",
    { recoveredMessages: 41, unverifiedCount: 2 },
    "2 h 10 min away; 41 messages recovered; 2 conversations could not be checked",
  ],
  [
    "en",
    { recoveredMessages: 1, unverifiedCount: 1 },
    "2 h 10 min away; 1 message recovered; 1 conversation could not be checked",
  ],
  [
    "es",
    { recoveredMessages: 41, unverifiedCount: 2 },
    "2 h 10 min fuera de línea; 41 mensajes recuperados; 2 conversaciones no se pudieron revisar",
  ],
  [
    "es",
    { recoveredMessages: 1, unverifiedCount: 1 },
    "2 h 10 min fuera de línea; 1 mensaje recuperado; 1 conversación no se pudo revisar",
  ],
])("an interruption in %s: %o", async (locale, fields, expected) => {
  expect(await sentence(locale, sampleGap(fields))).toBe(expected);
});

describe("what administrators are told, live", () => {
  function loaded(alerts: Alert[]) {
    const queryClient = new QueryClient();
    queryClient.setQueryData(supervisionKeys.alerts, alerts);
    const shown = () => queryClient.getQueryData<Alert[]>(supervisionKeys.alerts);
    return { queryClient, shown, ids: () => shown()?.map(({ id }) => id) };
  }
  const later = "2026-01-31T13:00:00.000Z";
  const tell = (queryClient: QueryClient, alert: Alert) => supervisionHandlers["alert:changed"]?.(queryClient, alert);

  it("puts the latest first, each once", () => {
    const { queryClient, ids } = loaded([sampleAlert({ id: "a" })]);
    tell(queryClient, sampleAlert({ id: "b", since: later }));
    tell(queryClient, sampleAlert({ id: "b", since: later, attempts: 5 }));
    expect(ids()).toEqual(["b", "a"]);
  });

  it("takes away what no longer holds, and knows it is gone when it is told again", () => {
    const { queryClient, ids } = loaded([sampleAlert({ id: "a" }), sampleAlert({ id: "b" })]);
    tell(queryClient, sampleAlert({ id: "a", resolvedAt: later }));
    tell(queryClient, sampleAlert({ id: "a", resolvedAt: later }));
    expect(ids()).toEqual(["b"]);
  });

  it("drops everything of a number that is removed, and nothing of another", () => {
    const other = { id: "w2", name: "Filial", driver: "simulator", status: "online" } as const;
    const { queryClient, ids } = loaded([sampleAlert({ id: "a" }), sampleAlert({ id: "b", connection: other })]);
    supervisionHandlers["connection:removed"]?.(queryClient, { connectionId: "w1" });
    expect(ids()).toEqual(["b"]);
  });

  it("keeps what was seen, marked", () => {
    const { queryClient, shown } = loaded([sampleAlert({ id: "a" })]);
    tell(queryClient, sampleAlert({ id: "a", acknowledgedAt: later }));
    expect(shown()).toMatchObject([{ id: "a", acknowledgedAt: later }]);
  });

  it("brings a report up to date, also where it stands in an alert", () => {
    const gap = sampleGap({ state: "catching_up" });
    const { queryClient, shown } = loaded([
      sampleAlert({ id: "a", kind: "connection_gap", gap }),
      sampleAlert({ id: "b" }),
    ]);
    queryClient.setQueryData(supervisionKeys.gaps("w1"), { pages: [], pageParams: [] });
    supervisionHandlers["connection:gap"]?.(queryClient, { ...gap, state: "done", recoveredMessages: 7 });
    expect(shown()?.map((alert) => alert.gap?.recoveredMessages)).toEqual([7, undefined]);
    expect(queryClient.getQueryState(supervisionKeys.gaps("w1"))?.isInvalidated).toBe(true);
  });

  it("leaves a list that is not loaded to the query that will bring it", () => {
    const queryClient = new QueryClient();
    tell(queryClient, sampleAlert({ id: "a" }));
    expect(queryClient.getQueryData(supervisionKeys.alerts)).toBeUndefined();
  });
});
