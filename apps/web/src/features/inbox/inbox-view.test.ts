import { describe, expect, it } from "vitest";
import { listOf, tabsOf } from "./inbox-view.ts";

const plain = { filters: {}, sorts: {}, search: "" };

describe("the list behind a tab", () => {
  it("is mine and open", () => {
    expect(listOf("mine", plain)).toEqual({ status: ["OPEN"], userId: "me", sort: "lastMessageAt" });
  });

  it("shows who waits longest first where one is to be chosen", () => {
    expect(listOf("pending", plain)).toEqual({ status: ["PENDING"], sort: "waitingSince" });
  });

  it("is narrowed by filters and search, and never by another agent in my own tab", () => {
    const view = {
      filters: { queueId: "q1", userId: "u2", unread: undefined },
      sorts: { mine: "priority" as const },
      search: "  ana ",
    };
    expect(listOf("mine", view)).toEqual({ status: ["OPEN"], queueId: "q1", userId: "me", q: "ana", sort: "priority" });
  });

  it("is not offered twice to agents, whose visible tickets are in the other tabs", () => {
    expect(tabsOf("AGENT")).toEqual(["mine", "pending", "closed"]);
    expect(tabsOf("SUPERVISOR")).toContain("all");
  });
});
