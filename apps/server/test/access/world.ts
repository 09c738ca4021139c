import { Readable } from "node:stream";
import type { Role } from "@whatskovi/contract";
import { createFileStorage } from "../../src/platform/storage/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { startTestServer, type TestServer, type TestUser } from "../harness.ts";
import { places, type Relation } from "./relations.ts";

/** Everything a call may name, standing to the caller in one of the relations. */
export type Subject = {
  ticketId: string;
  contactId: string;
  /** A colleague's, which failed. */
  messageId: string;
  /** The caller's, which waits to be sent. */
  ownMessageId: string;
  /** The customer's, with a file. */
  receivedMessageId: string;
  mediaId: string;
};

/** Two queues, one person of every role in the first, and colleagues who own what is not theirs. */
export class AccessWorld {
  readonly server: TestServer;
  readonly #people: ReadonlyMap<Role, TestUser>;
  readonly #queues: Readonly<Record<"A" | "B", string>>;
  readonly #others: Readonly<Record<"colleague" | "stranger", string>>;
  readonly #file: { sha256: string; size: number };
  readonly connectionId: string;

  private constructor(
    server: TestServer,
    made: {
      people: ReadonlyMap<Role, TestUser>;
      queues: Record<"A" | "B", string>;
      others: Record<"colleague" | "stranger", string>;
      file: { sha256: string; size: number };
      connectionId: string;
    },
  ) {
    this.server = server;
    this.#people = made.people;
    this.#queues = made.queues;
    this.#others = made.others;
    this.#file = made.file;
    this.connectionId = made.connectionId;
  }

  static async open(): Promise<AccessWorld> {
    const server = await startTestServer();
    const [A, B] = [(await server.factories.queue()).id, (await server.factories.queue()).id];
    const people = new Map<Role, TestUser>();
    for (const role of ["AGENT", "SUPERVISOR", "ADMIN"] as const)
      people.set(role, await server.signedIn({ role, queueIds: [A] }));
    const colleague = (await server.factories.user({ queueIds: [A] })).id;
    const stranger = (await server.factories.user({ queueIds: [B] })).id;
    const { sha256, size } = await createFileStorage(server.config.mediaDir).put(
      Readable.from([Buffer.from("bytes")]),
      1000,
    );
    const { id: connectionId } = await server.factories.connection({ queueId: A, driver: "cloud-api" });
    return new AccessWorld(server, {
      people,
      queues: { A, B },
      others: { colleague, stranger },
      file: { sha256, size },
      connectionId,
    });
  }

  person(role: Role): TestUser {
    return this.#people.get(role)!;
  }

  /** Somebody of that role whom a test may sign out. */
  visitor(role: Role): Promise<TestUser> {
    return this.server.signedIn({ role, queueIds: [this.#queues.A] });
  }

  /** Of the queue that is everybody's. */
  get queueId(): string {
    return this.#queues.A;
  }

  get colleagueId(): string {
    return this.#others.colleague;
  }

  /** A new ticket with a failed message of ours and a received file, standing so to that person. */
  async subject(relation: Relation, me: string): Promise<Subject> {
    const { factories, database } = this.server;
    const { status, queue, owner } = places[relation];
    const { id: contactId } = await factories.contact();
    const { id: ticketId } = await factories.ticket({
      contactId,
      whatsappId: this.connectionId,
      status,
      queueId: queue === null ? null : this.#queues[queue],
      userId: owner === null ? null : owner === "me" ? me : this.#others[owner],
    });
    const mediaId = newId();
    const [messageId, ownMessageId, receivedMessageId] = [newId(), newId(), newId()];
    await database.models.ticket.update({ where: { id: ticketId }, data: { lastInboundAt: new Date() } });
    const base = { ticketId, contactId, whatsappId: this.connectionId };
    await database.models.mediaFile.create({
      data: { id: mediaId, status: "READY", fileName: "a.txt", mimeType: "text/plain", ...this.#file },
    });
    await database.models.message.createMany({
      data: [
        {
          ...base,
          id: receivedMessageId,
          direction: "INBOUND",
          status: "RECEIVED",
          type: "DOCUMENT",
          mediaId,
          providerId: receivedMessageId,
        },
        { ...base, id: ownMessageId, direction: "OUTBOUND", body: "x", userId: me },
        {
          ...base,
          id: messageId,
          direction: "OUTBOUND",
          status: "FAILED",
          failureCode: "permanent",
          body: "x",
          userId: this.colleagueId,
        },
      ],
    });
    return { ticketId, contactId, messageId, ownMessageId, receivedMessageId, mediaId };
  }

  /** The end of the stream of events. Further back, changes of the caller's own rights may stand. */
  async lastSeq(): Promise<number> {
    await this.server.drain();
    const rows = await this.server.database.query<{ seq: number }>(
      `SELECT COALESCE(max("seq"), 0) AS "seq" FROM "OutboxEvent"`,
    );
    return rows[0]?.seq ?? 0;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
