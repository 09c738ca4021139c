import { QueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import {
  applyMessage,
  changeMessage,
  forgetTicket,
  messageKeys,
  type MessagePages,
  removeMessage,
} from "./message-cache.ts";
import { sampleMessage, samplePages } from "./testing/sample-message.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();

function loaded(items: Message[], nextCursor: string | null = null): QueryClient {
  const queryClient = new QueryClient();
  queryClient.setQueryData(key, samplePages([{ items, nextCursor }]));
  return queryClient;
}
const key = messageKeys.window("t1", "end");
const apply = (queryClient: QueryClient, message: Message) => applyMessage(queryClient, { message, ticketId: "t1" });
const shown = (queryClient: QueryClient) => rowsOf(queryClient.getQueryData<MessagePages>(key));

describe("message events", () => {
  it("put a message at its place in time, once", () => {
    const queryClient = loaded([sampleMessage({ id: "c", sentAt: at(3) }), sampleMessage({ id: "a", sentAt: at(1) })]);
    apply(queryClient, sampleMessage({ id: "b", sentAt: at(2) }));
    apply(queryClient, sampleMessage({ id: "b", sentAt: at(2) }));
    expect(shown(queryClient).map((message) => message.id)).toEqual(["c", "b", "a"]);
  });

  it("leave what is older than the loaded pages to the page that will bring it", () => {
    const queryClient = loaded([sampleMessage({ id: "c", sentAt: at(3) })], "older");
    apply(queryClient, sampleMessage({ id: "b", sentAt: at(2) }));
    expect(shown(queryClient)).toHaveLength(1);
  });

  it("let ticks only rise, in whatever order they come", () => {
    const sent = sampleMessage({ id: "a", direction: "OUTBOUND", status: "PENDING" });
    const queryClient = loaded([sent]);
    for (const status of ["READ", "SENT", "RECEIVED", "SENDING"] as const) apply(queryClient, { ...sent, status });
    expect(shown(queryClient)[0]?.status).toBe("READ");
  });

  it("show a failure, and a new attempt after it", () => {
    const sent = sampleMessage({ id: "a", direction: "OUTBOUND", status: "SENDING" });
    const queryClient = loaded([sent]);
    apply(queryClient, { ...sent, status: "FAILED", failureCode: "invalid_recipient" });
    expect(shown(queryClient)[0]).toMatchObject({ status: "FAILED", failureCode: "invalid_recipient" });
    apply(queryClient, { ...sent, status: "PENDING" });
    expect(shown(queryClient)[0]).toMatchObject({ status: "PENDING", failureCode: null });
  });

  it("do not turn what was sent into a failure", () => {
    const sent = sampleMessage({ id: "a", direction: "OUTBOUND", status: "RECEIVED" });
    const queryClient = loaded([sent]);
    apply(queryClient, { ...sent, status: "FAILED" });
    expect(shown(queryClient)[0]?.status).toBe("RECEIVED");
  });

  it("mark a deleted message in the quotes of it", () => {
    const quoted = sampleMessage({ id: "a", sentAt: at(1) });
    const quote = {
      id: "a",
      body: "a",
      type: "TEXT",
      direction: "INBOUND",
      isDeleted: false,
      authorName: null,
    } as const;
    const queryClient = loaded([
      sampleMessage({ id: "b", sentAt: at(2), quotedMessageId: "a", quotedMessage: quote }),
      quoted,
    ]);
    apply(queryClient, { ...quoted, deletedAt: at(5) });
    expect(shown(queryClient)[0]?.quotedMessage?.isDeleted).toBe(true);
  });

  it("do nothing to a conversation that is not loaded", () => {
    const queryClient = new QueryClient();
    apply(queryClient, sampleMessage({ id: "a" }));
    expect(queryClient.getQueryCache().getAll()).toHaveLength(0);
  });

  it("take away what turned out to be another one, and only that", () => {
    const queryClient = loaded([sampleMessage({ id: "b", sentAt: at(2) }), sampleMessage({ id: "a", sentAt: at(1) })]);
    removeMessage(queryClient, { messageId: "b", ticketId: "t1" });
    removeMessage(queryClient, { messageId: "unknown", ticketId: "t1" });
    expect(shown(queryClient).map(({ id }) => id)).toEqual(["a"]);
  });

  it("change one message where it stands, and nothing that is not loaded", () => {
    const queryClient = loaded([sampleMessage({ id: "b", sentAt: at(2) }), sampleMessage({ id: "a", sentAt: at(1) })]);
    changeMessage(queryClient, "t1", "a", (message) => ({ ...message, body: "new" }));
    changeMessage(queryClient, "t2", "a", (message) => ({ ...message, body: "new" }));
    expect(shown(queryClient).map(({ body }) => body)).toEqual(["b", "new"]);
    expect(queryClient.getQueryCache().getAll()).toHaveLength(1);
  });

  it("in any order and number end in the same conversation", () => {
    const messages = Array.from({ length: 30 }, (_, index) =>
      sampleMessage({ id: `m${index}`, sentAt: at(index % 7) }),
    );
    let state = 7;
    const random = (below: number) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
    const ends = Array.from({ length: 20 }, () => {
      const queryClient = loaded([]);
      for (const message of messages.flatMap((one) => [one, one]).toSorted(() => random(3) - 1))
        apply(queryClient, message);
      return shown(queryClient);
    });
    expect(ends[0]).toHaveLength(30);
    for (const end of ends) expect(end).toEqual(ends[0]);
  });

  it("leave what is newer than a window that does not reach the end, and change what is in it", () => {
    const queryClient = loaded([]);
    const around = messageKeys.window("t1", "a");
    queryClient.setQueryData(
      around,
      samplePages([{ items: [sampleMessage({ id: "a", sentAt: at(1) })], previousCursor: "newer" }]),
    );
    apply(queryClient, sampleMessage({ id: "z", sentAt: at(9) }));
    apply(queryClient, sampleMessage({ id: "a", sentAt: at(1), body: "new" }));
    expect(rowsOf(queryClient.getQueryData<MessagePages>(around)).map(({ body }) => body)).toEqual(["new"]);
    expect(shown(queryClient).map(({ id }) => id)).toEqual(["z", "a"]);
  });

  it("put what is said now below the earlier tickets of the contact, whatever their times", () => {
    const earlier = sampleMessage({ id: "old", ticketId: "t0", sentAt: at(5) });
    const queryClient = loaded([sampleMessage({ id: "b", sentAt: at(7) }), earlier]);
    apply(queryClient, sampleMessage({ id: "a", sentAt: at(2) }));
    expect(shown(queryClient).map(({ id }) => id)).toEqual(["b", "a", "old"]);
    applyMessage(queryClient, { message: { ...earlier, body: "late" }, ticketId: "t0" });
    applyMessage(queryClient, { message: sampleMessage({ id: "more", ticketId: "t0" }), ticketId: "t0" });
    expect(shown(queryClient).map(({ body }) => body)).toEqual(["b", "a", "late"]);
  });

  it("take a ticket that is out of sight away everywhere", () => {
    const queryClient = loaded([
      sampleMessage({ id: "b", sentAt: at(7) }),
      sampleMessage({ id: "old", ticketId: "t0" }),
    ]);
    queryClient.setQueryData(
      messageKeys.window("t0", "end"),
      samplePages([{ items: [sampleMessage({ id: "old", ticketId: "t0" })] }]),
    );
    forgetTicket(queryClient, "t0");
    expect(shown(queryClient).map(({ id }) => id)).toEqual(["b"]);
    expect(queryClient.getQueryCache().getAll()).toHaveLength(1);
  });
});
