import type { Sql } from "../db/db.ts";

/** What decides who may see a ticket. Kept from before a change, so that those who lose sight of it are told. */
export type TicketScope = {
  readonly status: "PENDING" | "OPEN" | "CLOSED";
  readonly queueId: string | null;
  readonly userId: string | null;
};

/**
 * What must reach screens. Written in the transaction of what it tells, last of all. It names rows; the relay loads their
 * present state, presents it as REST would, and publishes it to who may see it.
 */
export type OutboxEntry =
  /** A ticket was changed by a verb. `before` is its scope before the change; `actorId` who did it. */
  | {
      readonly type: "ticket";
      readonly ticketId: string;
      readonly isNew?: boolean;
      readonly before?: TicketScope;
      readonly actorId?: string | null;
    }
  /** Messages came in or were written: the ticket changed with them. */
  | {
      readonly type: "messages";
      readonly ticketId: string;
      readonly messageIds: readonly string[];
      readonly isNewTicket: boolean;
    }
  /** A message was changed in place: status, edit, deletion, reaction, file. The ticket only when it is the last message. */
  | { readonly type: "message-update"; readonly ticketId: string; readonly messageId: string; readonly isLast: boolean }
  /** Messages were moved into or out of a ticket's conversation. */
  | { readonly type: "conversation"; readonly ticketId: string }
  /** A message turned out to be another one, or was taken out: whoever shows it takes it away. */
  | { readonly type: "message-removed"; readonly ticketId: string; readonly messageId: string }
  | { readonly type: "contact"; readonly contactId: string }
  /** `contactId` is gone: all of it is in `intoId`. */
  | { readonly type: "contact-merged"; readonly contactId: string; readonly intoId: string }
  /** A person's account, role or queues changed: open sockets change rooms, deactivated ones are closed. */
  | { readonly type: "user"; readonly userId: string }
  | { readonly type: "preferences"; readonly userId: string }
  /** A person's own views changed: for their own screens alone. */
  | { readonly type: "views"; readonly userId: string }
  /** Something meant for one person. */
  | { readonly type: "notification"; readonly userId: string; readonly notificationId: string }
  | { readonly type: "notifications-read"; readonly userId: string; readonly notificationIds: readonly string[] }
  /** Sessions ended: their sockets are closed. */
  | {
      readonly type: "sessions-ended";
      readonly userId: string;
      readonly sessionIds: readonly string[];
      readonly reason: "signed_out" | "deactivated" | "revoked";
    }
  /** A person's draft changed: for their own screens alone. */
  | { readonly type: "draft"; readonly userId: string; readonly ofTicketId: string }
  | {
      readonly type: "catalogue";
      readonly catalogue: "queues" | "tags" | "users" | "quickReplies" | "customFields" | "contacts";
    }
  /** An import of contacts has gone on or ended. */
  | { readonly type: "contact-import"; readonly importId: string }
  | { readonly type: "connection"; readonly connectionId: string }
  | { readonly type: "connection-removed"; readonly connectionId: string }
  | { readonly type: "connection-gap"; readonly gapId: string }
  | { readonly type: "alert"; readonly alertId: string };

/** Wakes the relay in this process. Set by the container; harmless when nobody listens, for the relay also looks by itself. */
export type OutboxWake = () => void;

/** The way into the outbox. */
export type Outbox = {
  /** Appends in order. Call it last in the transaction, after the rows it names were written. */
  append(tx: Sql, entries: readonly OutboxEntry[]): Promise<void>;
};

export function createOutbox(wake: OutboxWake): Outbox {
  return {
    async append(tx, entries) {
      if (entries.length === 0) return;
      await tx.query(
        `INSERT INTO "OutboxEvent" ("type", "payload")
         SELECT entry ->> 'type', entry FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(entry, position)
         ORDER BY position`,
        [JSON.stringify(entries)],
        "outbox-append",
      );
      tx.afterCommit(wake);
    },
  };
}
