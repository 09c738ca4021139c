import { decodeBinaryNode, encodeBinaryNode, type BinaryNode, type proto } from "@whiskeysockets/baileys";
import type { WebSocket } from "ws";
import { frame, FrameReader } from "./frames.ts";
import type { LinkedDevice } from "./linked-device.ts";
import { NoiseResponder, type ServerKeys } from "./noise.ts";
import { node } from "./stanzas.ts";

export type ConnectionEvents = {
  /** The handshake is over. */
  readonly entered: (connection: Connection, payload: proto.ClientPayload) => Promise<void> | void;
  readonly received: (connection: Connection, stanza: BinaryNode) => Promise<void> | void;
  readonly closed: (connection: Connection) => void;
  readonly failed: (error: unknown) => void;
};

/** One WebSocket of a companion device: encrypted stanzas both ways, worked off in order. */
export class Connection {
  /** Set by the login. */
  device: LinkedDevice | null = null;
  /** A zombie: the socket stays open and nothing is answered any more. */
  isFrozen = false;
  readonly #socket: WebSocket;
  readonly #noise: NoiseResponder;
  readonly #frames = new FrameReader();
  readonly #events: ConnectionEvents;
  #stage: "hello" | "finish" | "open" = "hello";
  #work = Promise.resolve();

  constructor(socket: WebSocket, keys: ServerKeys, events: ConnectionEvents) {
    this.#socket = socket;
    this.#noise = new NoiseResponder(keys);
    this.#events = events;
    socket.on("message", (bytes: Buffer) => this.#enqueue(bytes));
    socket.on("close", () => events.closed(this));
    socket.on("error", () => undefined);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(stanza: BinaryNode): void {
    if (!this.isOpen || this.isFrozen) return;
    this.#socket.send(frame(this.#noise.encrypt(encodeBinaryNode(stanza))));
  }

  /** Ends the stream in WhatsApp's way: a last word, then the socket. */
  endWith(stanza: BinaryNode): void {
    this.send(stanza);
    this.#socket.close();
  }

  streamError(code: string, reason?: BinaryNode): void {
    this.endWith(node("stream:error", { code }, reason ? [reason] : undefined));
  }

  /** The network breaks: no last word. */
  drop(): void {
    this.#socket.terminate();
  }

  #enqueue(bytes: Buffer): void {
    for (const each of this.#frames.push(bytes)) {
      this.#work = this.#work.then(() => this.#handle(each)).catch((error: unknown) => this.#fail(error));
    }
  }

  #fail(error: unknown): void {
    this.#events.failed(error);
    this.#socket.close();
  }

  async #handle(bytes: Buffer): Promise<void> {
    if (this.#stage === "hello") {
      this.#socket.send(frame(this.#noise.hello(bytes)));
      this.#stage = "finish";
    } else if (this.#stage === "finish") {
      const payload = this.#noise.finish(bytes);
      this.#stage = "open";
      await this.#events.entered(this, payload);
    } else {
      const stanza = await decodeBinaryNode(this.#noise.decrypt(bytes));
      if (!this.isFrozen) await this.#events.received(this, stanza);
    }
  }
}
