import type { Actor, UserActor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db/db.ts";
import type { Outbox } from "./outbox/outbox.ts";

/** What every verb receives first: where, who and when. `verb(context, input)`. */
export type Context<Who extends Actor = Actor> = {
  readonly db: Db;
  readonly actor: Who;
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** Wakes the delivery lane of a connection in this process, after the commit. A lost wake-up only delays: the lane also looks by itself. */
  readonly wakeLane: (connectionId: string) => void;
};

/** The context of a request by a signed-in person. */
export type UserContext = Context<UserActor>;

/** The same context inside a transaction. */
export const within = <Who extends Actor>(context: Context<Who>, db: Db): Context<Who> => ({ ...context, db });
