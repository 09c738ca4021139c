import { type CallName, type CallArgs, type FromClient, type ToClient } from "../ipc.ts";
import { createCalls } from "./client-calls.ts";
import { ClientError, orNull, textOf } from "./client-error.ts";
import { ClientSession } from "./client-session.ts";
import type { Handovers } from "./send-message.ts";

/** The process of one client. It is of the driver's making, answers to it alone, and ends with it, and its browser with both. */

const endMs = 4000;
const logoutMs = 8000;

let session: ClientSession | null = null;
let calls: ReturnType<typeof createCalls> | null = null;
let asks = 0;
const handovers: Handovers = new Map();
const asked = new Map<number, (isAllowed: boolean) => void>();

process.on("message", (message: ToClient) => {
  if (message.type === "handover") {
    asked.get(message.id)?.(message.isAllowed);
    asked.delete(message.id);
  } else void answer(message.id, message.name, message.args);
});
process.on("disconnect", () => {
  session?.killBrowser();
  process.exit(0);
});
process.on("unhandledRejection", (thrown) => session?.suspect(thrown));
process.on("uncaughtException", (thrown) => {
  session?.fall(`The library failed: ${textOf(thrown).split("\n")[0]}`, "LIBRARY");
  session?.killBrowser();
  setTimeout(() => process.exit(1), 200);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

function report(message: FromClient): void {
  if (process.connected) process.send?.(message);
}

async function answer(id: number, name: CallName, args: unknown): Promise<void> {
  try {
    report({ type: "answer", id, value: await carryOut(name, args) });
  } catch (thrown) {
    const kind = thrown instanceof ClientError ? thrown.kind : "transient";
    report({ type: "failure", id, error: { kind, message: textOf(thrown).slice(0, 1000) } });
  }
}

async function carryOut(name: CallName, args: unknown): Promise<unknown> {
  if (name === "start") return start(args as CallArgs["start"]);
  if (name === "stop") return end();
  if (session === null || calls === null) throw new ClientError("not_connected", "The client has not started");
  if (name === "logout") return logout(session);
  const needsReady = name !== "probe" && name !== "requestPairingCode";
  if (needsReady && !session.isReady) throw new ClientError("not_connected", "WhatsApp Web is not connected");
  const call = calls[name] as (given: unknown) => Promise<unknown>;
  return call(args);
}

async function start(settings: CallArgs["start"]): Promise<null> {
  session ??= new ClientSession(settings, report, handOver);
  calls ??= createCalls(session, handovers);
  void session.start();
  return null;
}

/** The key is known to the driver before the message is WhatsApp's. */
async function handOver(sendId: string, key: string): Promise<boolean> {
  const id = ++asks;
  const isAllowed = await new Promise<boolean>((resolve) => {
    asked.set(id, resolve);
    report({ type: "handover", id, sendId, key });
  });
  if (isAllowed) handovers.set(sendId, key);
  return isAllowed;
}

async function end(): Promise<null> {
  await session?.end(endMs);
  return null;
}

/** The library closes the browser itself, and tells nobody. */
async function logout(running: ClientSession): Promise<null> {
  running.isEnding = true;
  await orNull(running.client.logout(), logoutMs);
  await running.end(endMs);
  return null;
}
