import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { Ticket, User } from "@whatskovi/contract";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadMessages } from "../../../app/messages/catalogue.ts";
import { useDrafts } from "../../../stores/drafts.ts";
import { useSession } from "../../../stores/session.ts";
import { sampleTicket } from "../../tickets/testing/sample-ticket.ts";
import { useTicketCommands } from "./use-ticket-commands.ts";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

beforeEach(() => useSession.setState({ user: { id: "u1", role: "AGENT" } as User }));
afterEach(() => useDrafts.setState({ byTicket: {} }));

const everything: Ticket["abilities"] = ["send", "note", "update", "transfer", "close", "read"];

async function idsFor(fields: Partial<Ticket>, isOpen = true): Promise<string[]> {
  const messages = await loadMessages("pt-BR");
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="pt-BR" messages={messages}>
        {children}
      </IntlProvider>
    </QueryClientProvider>
  );
  const { result } = renderHook(() => useTicketCommands(sampleTicket({ status: "OPEN", ...fields }), isOpen), {
    wrapper,
  });
  return result.current.map(({ id }) => id);
}

test("what somebody may do is offered, each thing once", async () => {
  const ids = await idsFor({ abilities: everything });
  expect(ids).toEqual(
    expect.arrayContaining([
      "reply",
      "note",
      "close",
      "transfer-agent",
      "tags",
      "send-file",
      "send-voice",
      "send-place",
    ]),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("who may only look goes about in the conversation, and to the contact, whom they see", async () => {
  expect(await idsFor({ abilities: [] })).toEqual([
    "find",
    "to-end",
    "details",
    "back",
    "contact",
    "contact-tags",
    "earlier",
    "copy-phone",
    "block",
  ]);
});

test("what needs the conversation is offered where it is open", async () => {
  const ids = await idsFor({ abilities: everything }, false);
  expect(ids[0]).toBe("open");
  expect(ids.filter((id) => /^(?:reply|note|send-|find|to-end|back|details)/.test(id))).toEqual([]);
});

test("a contact that is blocked can be unblocked, and one without a phone has none to copy", async () => {
  const ids = await idsFor({ contact: { id: "c1", name: "Ana", phoneNumber: null, isBlocked: true } });
  expect(ids).toContain("unblock");
  expect(ids).not.toContain("block");
  expect(ids).not.toContain("copy-phone");
});

test("when the official API takes no free text only a template can be sent, and a note written", async () => {
  const connection = { id: "w1", name: "Loja", driver: "cloud-api", status: "online" } as const;
  const closed = await idsFor({ abilities: everything, connection, lastInboundAt: null });
  expect(closed.filter((id) => id.startsWith("send-"))).toEqual(["send-template"]);
  expect(closed).toContain("note");
  expect(closed).not.toContain("reply");
  const open = await idsFor({ abilities: everything, connection, lastInboundAt: new Date().toISOString() });
  expect(open).toContain("reply");
  expect(open).not.toContain("send-template");
});
