import type { Ticket, User } from "@whatskovi/contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadMessages } from "../../../app/messages/catalogue.ts";
import { useDrafts } from "../../../stores/drafts.ts";
import { useSession } from "../../../stores/session.ts";
import { sampleTicket } from "../../tickets/testing/sample-ticket.ts";
import { idsOf, offered } from "./testing/offered.tsx";
import { useTicketCommands } from "./use-ticket-commands.ts";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

beforeEach(() => useSession.setState({ user: { id: "u1", role: "AGENT" } as User }));
afterEach(() => useDrafts.setState({ byTicket: {} }));

const everything: Ticket["abilities"] = ["send", "note", "update", "transfer", "close", "read"];

const idsFor = async (fields: Partial<Ticket>, isOpen = true): Promise<string[]> =>
  idsOf(
    offered(await loadMessages("pt-BR"), () => useTicketCommands(sampleTicket({ status: "OPEN", ...fields }), isOpen)),
  );

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

test("who may only look goes about in the conversation, and changes nothing", async () => {
  expect(await idsFor({ abilities: [] })).toEqual(["find", "to-end", "details", "back"]);
});

test("what needs the conversation is offered where it is open", async () => {
  const ids = await idsFor({ abilities: everything }, false);
  expect(ids[0]).toBe("open");
  expect(ids.filter((id) => /^(?:reply|note|send-|find|to-end|back|details)/.test(id))).toEqual([]);
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
