import type { Db } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { SimulatedPhones } from "../../whatsapp/simulated-phones.ts";
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

export const conflict = (detail: string): AppError => new AppError("connection_state_conflict", { detail });

/** Paths may leave out the plus sign. */
export const toE164 = (phone: string): string => `+${phone.replace(/^\+/, "")}`;
