import type { TicketStatus } from "@whatskovi/contract";

/** How a ticket may stand to the person who asks. Theirs is the queue A. */
export const relations = [
  "waiting in my queue",
  "waiting in another queue",
  "waiting in no queue",
  "open, mine",
  "open, mine, in another queue",
  "open, a colleague's",
  "open, in another queue",
  "closed, mine",
  "closed, a colleague's",
] as const;
export type Relation = (typeof relations)[number];

type Place = { status: TicketStatus; queue: "A" | "B" | null; owner: "me" | "colleague" | "stranger" | null };

export const places: Readonly<Record<Relation, Place>> = {
  "waiting in my queue": { status: "PENDING", queue: "A", owner: null },
  "waiting in another queue": { status: "PENDING", queue: "B", owner: null },
  "waiting in no queue": { status: "PENDING", queue: null, owner: null },
  "open, mine": { status: "OPEN", queue: "A", owner: "me" },
  "open, mine, in another queue": { status: "OPEN", queue: "B", owner: "me" },
  "open, a colleague's": { status: "OPEN", queue: "A", owner: "colleague" },
  "open, in another queue": { status: "OPEN", queue: "B", owner: "stranger" },
  "closed, mine": { status: "CLOSED", queue: "A", owner: "me" },
  "closed, a colleague's": { status: "CLOSED", queue: "A", owner: "colleague" },
};

/** `ok`; `no`: seen, but refused (403, 409); `hidden`: as if it did not exist (404). */
export type Outcome = "ok" | "no" | "hidden";
export type RelationRule = Readonly<Record<"AGENT" | "SUPERVISOR" | "ADMIN", Readonly<Record<Relation, Outcome>>>>;

const inOrder = (outcomes: string): Readonly<Record<Relation, Outcome>> => {
  const words = { "+": "ok", "-": "no", ".": "hidden" } as const;
  const each = outcomes.split(" ").map((sign) => words[sign as keyof typeof words]);
  return Object.fromEntries(relations.map((relation, index) => [relation, each[index]])) as Record<Relation, Outcome>;
};

/** `+` ok, `-` refused, `.` hidden, in the order of `relations`. */
export const rule = (AGENT: string, SUPERVISOR: string, ADMIN: string): RelationRule => ({
  AGENT: inOrder(AGENT),
  SUPERVISOR: inOrder(SUPERVISOR),
  ADMIN: inOrder(ADMIN),
});

// In order: waiting (mine, another, no queue), open (mine, mine elsewhere, colleague, elsewhere), closed (mine, colleague).
export const see = rule("+ . . + + . . + .", "+ . . + + + . + +", "+ + + + + + + + +");
/** Again by who has it is harmless. An agent who comes too late for a ticket of their queue learns who was faster. */
export const accept = rule("+ . . + + - . - .", "+ . . + + - . - -", "+ + + + + - - - -");
export const send = rule("- . . + + . . - .", "- . . + + + . - -", "- - - + + + + - -");
export const read = rule("- . . + + . . + .", "+ . . + + + . + +", "+ + + + + + + + +");
/** As reading, while the ticket is active. */
export const unread = rule("- . . + + . . - .", "+ . . + + + . - -", "+ + + + + + + - -");
export const move = rule("- . . + + . . - .", "+ . . + + + . - -", "+ + + + + + + - -");
export const giveBack = rule("- . . + + . . - .", "- . . + + + . - -", "- - - + + + + - -");
export const reopen = rule("- . . - - . . + .", "- . . - - - . + +", "- - - - - - - + +");
/** What the tickets' number cannot do, or nobody can any more: refused to whoever sees the ticket. */
export const refuse = rule("- . . - - . . - .", "- . . - - - . - -", "- - - - - - - - -");
