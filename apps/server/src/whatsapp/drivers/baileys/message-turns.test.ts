import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { BinaryNode } from "@whiskeysockets/baileys";
import { expect, test } from "vitest";
import { MessageTurns } from "./message-turns.ts";

const patienceMs = 60;

/** A socket on which the library listens, and in which order it took messages up. */
class SocketOfTest extends EventEmitter {
  isOpen = true;
  readonly taken: string[] = [];
  readonly logged: string[] = [];
  readonly turns: MessageTurns;

  constructor(read: (id: string) => Promise<void>) {
    super();
    const library = ({ attrs: { id = "" } }: BinaryNode) => {
      this.taken.push(id);
      return read(id);
    };
    this.on("CB:message", library as (node: BinaryNode) => void);
    const note = (_fields: object, message: string) => void this.logged.push(message);
    this.turns = new MessageTurns(this, { debug: note, info: note, warn: note, error: note }, patienceMs);
  }

  comes(id: string, attrs: Record<string, string> = {}): void {
    if (attrs["offline"] !== undefined) this.turns.waits(id);
    this.emit("CB:message", { tag: "message", attrs: { id, ...attrs } });
  }

  async has(taken: readonly string[]): Promise<void> {
    await expect.poll(() => this.taken).toEqual(taken);
  }
}

test("the next one is taken up when the one before is read", async () => {
  const first = Promise.withResolvers<void>();
  const socket = new SocketOfTest((id) => (id === "1" ? first.promise : Promise.resolve()));
  for (const id of ["1", "2", "3"]) socket.comes(id);
  await pause(patienceMs / 4);
  expect(socket.taken).toEqual(["1"]);
  first.resolve();
  await socket.has(["1", "2", "3"]);
  expect(socket.logged).toEqual([]);
});

test("neither one that never ends nor one that fails holds the others", async () => {
  const socket = new SocketOfTest((id) => (id === "1" ? new Promise(() => {}) : Promise.reject(new Error("no"))));
  for (const id of ["1", "2", "3"]) socket.comes(id);
  await socket.has(["1", "2", "3"]);
});

test("what comes live waits for what waited, as long as that gets on", async () => {
  const socket = new SocketOfTest(async () => {});
  for (const id of ["1", "2", "3"]) socket.comes(id, { offline: "0" });
  socket.comes("4");
  for (const id of ["1", "2", "3"]) {
    await pause(patienceMs / 2);
    expect(socket.taken).toEqual(["1", "2", "3"]);
    socket.turns.decrypted(id);
  }
  await socket.has(["1", "2", "3", "4"]);
});

test("what is never decrypted holds the live ones once, not each of them", async () => {
  const socket = new SocketOfTest(async () => {});
  socket.comes("1", { offline: "0" });
  for (const id of ["2", "3", "4", "5"]) socket.comes(id);
  await socket.has(["1", "2", "3", "4", "5"]);
  expect(socket.logged).toHaveLength(1);
});

test("once the line is closed nothing more is taken up", async () => {
  const socket = new SocketOfTest(async () => {});
  socket.comes("1", { offline: "0" });
  socket.comes("2");
  await socket.has(["1"]);
  socket.isOpen = false;
  socket.turns.end();
  await pause(patienceMs);
  expect(socket.taken).toEqual(["1"]);
});
