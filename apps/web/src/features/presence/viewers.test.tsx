import { QueryClient } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { beforeEach, describe, expect, test } from "vitest";
import { loadMessages } from "../../app/messages/catalogue.ts";
import type { Locale } from "../../stores/preferences.ts";
import { startSession } from "../../stores/session.ts";
import { presenceHandlers } from "./presence-realtime.ts";
import { useViewers } from "./viewers.ts";
import { useViewerSentence } from "./use-viewer-sentence.ts";

const people = ["Ana", "Bruno", "Carla", "Davi", "Eva"].map((name) => ({ id: name, name }));
const client = new QueryClient();
const told = (ticketId: string, count: number) =>
  presenceHandlers["ticket:viewers"]?.(client, { ticketId, viewers: people.slice(0, count) });
const seen = (ticketId: string) => renderHook(() => useViewers(ticketId)).result.current.map(({ name }) => name);

beforeEach(() => {
  presenceHandlers["session:ready"]?.(client, { seq: 0, onlineUserIds: [], isAwayByHand: false });
  startSession({ user: { id: "Bruno" } as never, accessToken: "-" });
});

test("colleagues are shown, oneself is not; what is told replaces what was told before", () => {
  told("t1", 3);
  expect(seen("t1")).toEqual(["Ana", "Carla"]);
  expect(seen("t2")).toEqual([]);
  told("t1", 1);
  expect(seen("t1")).toEqual(["Ana"]);
});

test("a ticket that left one's sight, and a new connection, leave nobody behind", () => {
  told("t1", 1);
  told("t2", 1);
  presenceHandlers["ticket:removed"]?.(client, { ticketId: "t1", reason: "accepted", by: null });
  expect([seen("t1"), seen("t2")]).toEqual([[], ["Ana"]]);
  presenceHandlers["session:ready"]?.(client, { seq: 0, onlineUserIds: [], isAwayByHand: false });
  expect(seen("t2")).toEqual([]);
});

describe("in words", () => {
  test.each([
    ["pt-BR", 1, "Ana está vendo"],
    ["pt-BR", 2, "Ana e Bruno estão vendo"],
    ["pt-BR", 5, "Ana, Bruno e mais 3 pessoas estão vendo"],
    ["en", 3, "Ana, Bruno, and 1 other are viewing"],
    ["es", 2, "Ana y Bruno lo están viendo"],
  ] as const)("%s, %i", async (locale: Locale, count, text) => {
    const messages = await loadMessages(locale);
    const wrapper = ({ children }: { children: ReactNode }) => (
      <IntlProvider {...{ locale, messages }} timeZone="UTC">
        {children}
      </IntlProvider>
    );
    const { result } = renderHook(useViewerSentence, { wrapper });
    expect(result.current(people.slice(0, count))).toBe(text);
  });
});
