import type { Db } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { PhoneChat, SimulatedPhones } from "../../whatsapp/simulated-phones.ts";
import type { ConnectionDeps } from "../connections/index.ts";
import { findSimulated } from "./simulator.repository.ts";

export type SimulatorDeps = {
  readonly phones: SimulatedPhones;
  /** With what the first simulated number is made. */
  readonly connections: ConnectionDeps;
};

/** Throws `not_found` unless the number exists and is a simulated one. */
export async function mustBeSimulated(db: Db, connectionId: string): Promise<void> {
  orNotFound(await findSimulated(db, connectionId));
}

/** Throws `connection_state_conflict` as well when another process of the server has the number's phones. */
export async function mustBeHere({ phones }: SimulatorDeps, db: Db, connectionId: string): Promise<void> {
  const { status } = orNotFound(await findSimulated(db, connectionId));
  if (status !== "online" || phones.isRunning(connectionId)) return;
  throw new AppError("connection_state_conflict", { detail: "This process of the server does not serve the number." });
}

/** The names of those who wrote in a group, by phone. */
export async function namesOfAuthors(
  { phones }: SimulatorDeps,
  connectionId: string,
  { messages }: PhoneChat,
): Promise<ReadonlyMap<string, string>> {
  const authors = new Set(messages.flatMap(({ author }) => author ?? []));
  const named = [...authors].map(async (phone) => {
    const chat = await phones.findChat(connectionId, phone);
    return [phone, chat?.name ?? phone] as const;
  });
  return new Map(await Promise.all(named));
}

export const conflict = (detail: string): AppError => new AppError("connection_state_conflict", { detail });

const MAX_PHONE_DIGITS = 15;

/** The conversation of a path: a phone, which may be written without the plus sign, or the longer id of a group. */
export function toChatKey(chat: string): string {
  const digits = chat.replace(/^\+/, "");
  return digits.length > MAX_PHONE_DIGITS ? digits : `+${digits}`;
}
