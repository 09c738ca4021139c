import { QueryClient } from "@tanstack/react-query";
import type { Message, User } from "@whatskovi/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api, ApiError } from "../../lib/api/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { applyMessage, messageKeys, type MessagePages } from "./message-cache.ts";
import { abilitiesOf, editMessage, ownReaction, react } from "./message-verbs.ts";
import { sampleMessage, samplePages } from "./testing/sample-message.ts";

const sentAt = "2026-01-31T12:00:00.000Z";
const after = (minutes: number) => Date.parse(sentAt) + minutes * 60_000;

const ana = { id: "ana", name: "Ana", role: "AGENT" } as User;
const supervisor: User = { ...ana, id: "sofia", role: "SUPERVISOR" };

type Case = {
  message?: Partial<Message>;
  me?: User;
  driver?: "simulator" | "cloud-api";
  abilities?: readonly ("send" | "note")[];
  lastInboundAt?: string | null;
  minutes?: number;
};

function offered({ message, me = ana, driver = "simulator", abilities = ["send", "note"], ...rest }: Case): string {
  const { lastInboundAt = sentAt, minutes = 1 } = rest;
  const ticket = sampleTicket({ id: "t1", abilities: [...abilities], lastInboundAt });
  const number = { ...ticket.connection, driver };
  const shown = sampleMessage({ id: "m", body: "Oi", sentAt, ...message });
  return [...abilitiesOf(shown, { ...ticket, connection: number }, me, after(minutes))].toSorted().join(" ");
}

const own: Partial<Message> = { direction: "OUTBOUND", userId: "ana", status: "READ" };
const others: Partial<Message> = { ...own, userId: "bruno" };
const note: Partial<Message> = { ...own, isPrivate: true };
const file = { id: "f", status: "READY" } as NonNullable<Message["media"]>;

describe("what is offered for a message", () => {
  it.each<[string, Case, string]>([
    ["the customer's text", {}, "copy forward quote react"],
    ["one's own text", { message: own }, "copy delete edit forward quote react"],
    ["one's own, after a quarter of an hour", { message: own, minutes: 16 }, "copy delete forward quote react"],
    ["one's own, after two days", { message: own, minutes: 60 * 48 + 1 }, "copy forward quote react"],
    ["a colleague's", { message: others }, "copy forward quote react"],
    ["an agent's, to a supervisor", { message: others, me: supervisor }, "copy delete forward quote react"],
    ["what was written on the phone", { message: { ...own, userId: null } }, "copy forward quote react"],
    ["with no right to write here", { message: own, abilities: [] }, "copy forward"],
    ["one's own note", { message: note }, "copy delete edit"],
    ["one's own note, in a ticket that is only read", { message: note, abilities: ["send"] }, "copy"],
    ["a colleague's note", { message: { ...note, userId: "bruno" } }, "copy"],
    ["a colleague's note, to a supervisor", { message: { ...note, userId: "bruno" }, me: supervisor }, "copy"],
    ["what waits to be sent", { message: { ...own, status: "PENDING" } }, "copy delete edit forward"],
    ["what failed", { message: { ...own, status: "FAILED", failureCode: "permanent" } }, "copy delete edit forward"],
    [
      "what perhaps has arrived",
      { message: { ...own, status: "FAILED", failureCode: "delivery_unknown" } },
      "copy forward",
    ],
    ["what is deleted", { message: { ...own, deletedAt: sentAt } }, ""],
    ["what was said in an earlier ticket", { message: { ...own, ticketId: "t0" } }, "copy forward"],
    ["what WhatsApp itself says", { message: { type: "SYSTEM" } }, ""],
    ["a kind that cannot be shown", { message: { type: "UNSUPPORTED", body: "" } }, "quote react"],
    ["a picture", { message: { type: "IMAGE", body: "", media: file } }, "forward quote react"],
    [
      "a picture that is not here yet",
      { message: { type: "IMAGE", body: "", media: { ...file, status: "PENDING" } } },
      "quote react",
    ],
    ["one's own picture", { message: { ...own, type: "IMAGE", media: file } }, "copy delete forward quote react"],
    ["a poll", { message: { content: { poll: { options: ["a", "b"], isMultiple: false } } } }, "copy quote react"],
    [
      "one's own template",
      { message: { ...own, content: { template: { name: "ola", language: "pt_BR", parameters: [] } } } },
      "copy delete quote react",
    ],
    ["one's own by the official API", { message: own, driver: "cloud-api" }, "copy forward quote react"],
    [
      "by the official API when the window is closed",
      { message: own, driver: "cloud-api", minutes: 60 * 25 },
      "copy forward",
    ],
    [
      "what is being deleted",
      { message: { ...own, actions: [action("REVOKE", {})] } },
      "copy delete forward quote react",
    ],
  ])("%s", (_what, one, expected) => {
    expect(offered(one)).toBe(expected);
  });
});

function action(
  kind: Message["actions"][number]["kind"],
  payload: Message["actions"][number]["payload"],
  status: "PENDING" | "FAILED" = "PENDING",
): Message["actions"][number] {
  return { id: `${kind} ${payload.emoji ?? ""}`, kind, payload, status, failureCode: null };
}

describe("our reaction as it is shown", () => {
  const reactions: Message["reactions"] = [
    { emoji: "❤️", direction: "INBOUND", contactId: "c1", name: "Márcia" },
    { emoji: "👍", direction: "OUTBOUND", contactId: null, name: null },
  ];
  it.each([
    ["the customer's is not ours", reactions.slice(0, 1), [], null],
    ["the one that is there", reactions, [], "👍"],
    ["the one on its way", reactions, [action("REACTION", { emoji: "🙏" })], "🙏"],
    ["none when it is being taken back", reactions, [action("REACTION", { emoji: null })], null],
    [
      "the one that is there when another was refused",
      reactions,
      [action("REACTION", { emoji: "🙏" }, "FAILED")],
      "👍",
    ],
  ])("%s", (_what, there, actions, expected) => {
    expect(ownReaction(sampleMessage({ id: "m", reactions: there, actions }))).toBe(expected);
  });
});

describe("asking for a change", () => {
  const message = sampleMessage({ id: "m", ...own, body: "Oi" });
  function loaded() {
    const queryClient = new QueryClient();
    const key = messageKeys.window("t1", "end");
    queryClient.setQueryData(key, samplePages([{ items: [message] }]));
    const shown = () => rowsOf(queryClient.getQueryData<MessagePages>(key))[0];
    return { queryClient, shown };
  }
  afterEach(() => vi.restoreAllMocks());

  it("shows it at once, and what the server says then", async () => {
    const { queryClient, shown } = loaded();
    const answer = { ...message, actions: [action("EDIT", { body: "Olá" })] };
    const call = vi.spyOn(api, "call").mockResolvedValue(answer);
    const asked = editMessage(queryClient, message, "Olá");
    expect(shown()?.actions).toMatchObject([{ kind: "EDIT", payload: { body: "Olá" }, status: "PENDING" }]);
    await asked;
    expect(shown()).toEqual(answer);
    expect(call).toHaveBeenCalledOnce();
  });

  it("replaces another wish of the same kind, and leaves others", async () => {
    const { queryClient, shown } = loaded();
    vi.spyOn(api, "call").mockReturnValue(new Promise(() => undefined));
    const busy = { ...message, actions: [action("EDIT", { body: "Olá" }), action("REACTION", { emoji: "👍" })] };
    applyMessage(queryClient, { message: busy, ticketId: "t1" });
    void react(queryClient, busy, "🙏");
    expect(shown()?.actions).toMatchObject([
      { kind: "EDIT", payload: { body: "Olá" } },
      { kind: "REACTION", payload: { emoji: "🙏" } },
    ]);
  });

  it("takes it back when it is refused, and says so", async () => {
    const { queryClient, shown } = loaded();
    const refusal = new ApiError("message_too_old");
    vi.spyOn(api, "call").mockRejectedValue(refusal);
    await expect(editMessage(queryClient, message, "Olá")).rejects.toBe(refusal);
    expect(shown()).toEqual(message);
  });

  it("does not go back from what an event has told before the answer came", async () => {
    const { queryClient, shown } = loaded();
    const answer = Promise.withResolvers<Message>();
    vi.spyOn(api, "call").mockReturnValue(answer.promise);
    const asked = editMessage(queryClient, message, "Olá");
    const told = { ...message, body: "Olá", editedAt: sentAt };
    applyMessage(queryClient, { message: told, ticketId: "t1" });
    answer.resolve({ ...message, actions: [action("EDIT", { body: "Olá" })] });
    await asked;
    expect(shown()).toEqual(told);
  });

  it("does not undo what an event has told meanwhile", async () => {
    const { queryClient, shown } = loaded();
    const refusal = Promise.withResolvers<never>();
    vi.spyOn(api, "call").mockReturnValue(refusal.promise);
    const before = { ...message, actions: [action("REACTION", { emoji: "👍" })] };
    applyMessage(queryClient, { message: before, ticketId: "t1" });
    const asked = react(queryClient, before, "🙏");
    const told = {
      ...message,
      reactions: [{ emoji: "👍", direction: "OUTBOUND" as const, contactId: null, name: null }],
    };
    applyMessage(queryClient, { message: told, ticketId: "t1" });
    refusal.reject(new ApiError("message_state_conflict"));
    await expect(asked).rejects.toThrow();
    expect(shown()).toEqual(told);
  });
});
