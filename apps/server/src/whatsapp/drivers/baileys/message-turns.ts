import type { EventEmitter } from "node:events";
import type { BinaryNode } from "@whiskeysockets/baileys";
import type { DriverLog } from "../../driver.ts";
import { withDeadline } from "../../with-deadline.ts";

type Socket = Pick<EventEmitter, "listeners" | "removeAllListeners" | "on"> & { readonly isOpen: boolean };
type Handle = (node: BinaryNode) => unknown;

const heard = "CB:message";

/**
 * Gives the library one message after the other, in the order in which they came. By itself it learns who wrote a message before
 * it queues it, so that a later one overtakes one whose writer is new to it; and what comes live overtakes what waited while we
 * were away and is still being read. One that hangs holds the others for `patienceMs` and no longer.
 */
export class MessageTurns {
  readonly #socket: Socket;
  readonly #handles: readonly Handle[];
  readonly #log: DriverLog;
  readonly #patienceMs: number;
  /** What waited while we were away and is not decrypted yet. */
  readonly #ahead = new Set<string>();
  #moved = Promise.withResolvers<void>();
  #last: Promise<void> = Promise.resolve();

  /** Takes the place of those who listen for messages on the socket by now. */
  constructor(socket: Socket, log: DriverLog, patienceMs: number) {
    this.#socket = socket;
    this.#log = log;
    this.#patienceMs = patienceMs;
    this.#handles = socket.listeners(heard) as Handle[];
    socket.removeAllListeners(heard);
    socket.on(heard, (node: BinaryNode) => {
      this.#last = this.#last.then(() => this.#turn(node));
    });
  }

  /** A message of those that waited is on its way to be decrypted. */
  waits(id: string): void {
    this.#ahead.add(id);
  }

  /** It was decrypted, whatever came of it: the library has it in its queue. */
  decrypted(id: string): void {
    if (this.#ahead.delete(id)) this.#move();
  }

  /** The line is closed: what had no turn was not confirmed either, and WhatsApp sends it again. */
  end(): void {
    this.#ahead.clear();
    this.#move();
  }

  #move(): void {
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
  }

  async #turn(node: BinaryNode): Promise<void> {
    if (node.attrs["offline"] === undefined) await this.#caughtUp();
    if (!this.#socket.isOpen) return;
    try {
      const handled = Promise.all(this.#handles.map((handle) => handle(node)));
      await withDeadline(handled, this.#patienceMs, () => new Error("it is not read yet"));
    } catch (error) {
      this.#log.warn({ err: error, id: node.attrs["id"] }, "the next messages do not wait for this one any longer");
    }
  }

  /** Resolves when all that waited is decrypted, or when nothing of it was for too long. */
  async #caughtUp(): Promise<void> {
    try {
      while (this.#ahead.size > 0)
        await withDeadline(this.#moved.promise, this.#patienceMs, () => new Error("what waited is not read yet"));
    } catch (error) {
      this.#log.warn({ err: error, left: this.#ahead.size }, "what comes does not wait for it any longer");
      this.#ahead.clear();
    }
  }
}
