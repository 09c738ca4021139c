import { TicketAbility, TicketStatus } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { abilitiesOf, relationOf, ticketAudience, type TicketViewer } from "./ticket.policy.ts";
import { isPossibleIn } from "./ticket.state.ts";

const viewer = (role: TicketViewer["role"], queueIds: string[] = []): TicketViewer => ({ id: "me", role, queueIds });
const scope = (status: TicketStatus, queueId: string | null, userId: string | null) => ({ status, queueId, userId });

test.each([
  ["an administrator sees all", viewer("ADMIN"), scope("CLOSED", null, null), "admin"],
  [
    "a supervisor sees their queue in every status",
    viewer("SUPERVISOR", ["q"]),
    scope("CLOSED", "q", "other"),
    "supervisor",
  ],
  ["a supervisor does not see other queues", viewer("SUPERVISOR", ["q"]), scope("PENDING", "r", null), null],
  ["an agent sees what waits in their queue", viewer("AGENT", ["q"]), scope("PENDING", "q", null), "pending-agent"],
  ["an agent does not see what others serve", viewer("AGENT", ["q"]), scope("OPEN", "q", "other"), null],
  ["an agent does not see other queues", viewer("AGENT", ["q"]), scope("PENDING", "r", null), null],
  ["what has no queue is not the agents'", viewer("AGENT", ["q"]), scope("PENDING", null, null), null],
  ["the owner sees it without the queue", viewer("AGENT"), scope("CLOSED", "r", "me"), "owner"],
  ["who owns it is its owner first", viewer("ADMIN"), scope("OPEN", "q", "me"), "owner"],
] as const)("%s", (_, who, what, relation) => {
  expect(relationOf(who, what)).toBe(relation);
});

test("abilities follow relation and status", () => {
  expect(abilitiesOf("pending-agent", "PENDING")).toEqual(["accept", "note", "update"]);
  expect(abilitiesOf("pending-agent", "OPEN")).toEqual([]);
  expect(abilitiesOf("owner", "OPEN")).toEqual(["send", "note", "read", "transfer", "return", "close", "update"]);
  expect(abilitiesOf("owner", "CLOSED")).toContain("reopen");
  expect(abilitiesOf("owner", "CLOSED")).not.toContain("send");
  expect(abilitiesOf("supervisor", "PENDING")).toEqual(["accept", "note", "read", "transfer", "close", "update"]);
  expect(abilitiesOf(null, "PENDING")).toEqual([]);
});

test("an administrator or supervisor loses nothing by owning a ticket", () => {
  for (const status of ["OPEN", "CLOSED"] as const)
    expect(abilitiesOf("owner", status)).toEqual(abilitiesOf("admin", status));
});

test("the audience is the owner, the administrators, the queue's supervisors and, while it waits, its agents", () => {
  expect(ticketAudience(scope("OPEN", "q", "u")).map((target) => target.room)).toEqual([
    "user:u",
    "admins",
    "queue:q:supervisors",
  ]);
  expect(ticketAudience(scope("PENDING", "q", null)).map((target) => target.room)).toEqual([
    "admins",
    "queue:q:supervisors",
    "queue:q:agents",
  ]);
  expect(ticketAudience(scope("CLOSED", null, null)).map((target) => target.room)).toEqual(["admins"]);
});

test("the policy allows nothing that the status forbids, and an administrator everything else", () => {
  for (const status of TicketStatus.options) {
    const possible = TicketAbility.options.filter((ability) => isPossibleIn(ability, status));
    expect([...abilitiesOf("admin", status)].toSorted()).toEqual(possible.toSorted());
    for (const relation of ["owner", "supervisor", "pending-agent"] as const) {
      expect(possible).toEqual(expect.arrayContaining([...abilitiesOf(relation, status)]));
    }
  }
});
