import type { Role } from "@whatskovi/contract";

/** A signed-in person, with the rights they have at this moment (read anew for every request and event). */
export type UserActor = {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly queueIds: readonly string[];
  readonly maxTickets: number | null;
  readonly sessionId: string;
};

/** Who does something: a person, or the product itself on nobody's behalf (a driver's event, a job). */
export type Actor = UserActor | { readonly kind: "system" };

export const systemActor: Actor = { kind: "system" };
