import { type Capabilities, type DriverKind, driverCapabilities } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { findSendingNumber, lastInboundOf } from "./sending-connection.read-model.ts";

/** The number that a ticket's messages go out by. */
export type SendingConnection = {
  readonly driver: DriverKind;
  readonly capabilities: Capabilities;
  /** Until when WhatsApp takes nothing from it. */
  readonly restrictedUntil: Date | null;
};

/** What is on or off. */
type Ability = {
  [Name in keyof Capabilities]: Capabilities[Name] extends boolean ? Name : never;
}[keyof Capabilities];

/** Throws `unsupported_by_connection` for a number that was removed, or that cannot do what is asked. */
export async function requireUsable(tx: Sql, connectionId: string, ability?: Ability): Promise<SendingConnection> {
  const found = await findSendingNumber(tx, connectionId);
  if (found === null) {
    throw new AppError("unsupported_by_connection", { detail: "This ticket's number was removed." });
  }
  const capabilities = driverCapabilities[found.driver];
  if (ability !== undefined && !capabilities[ability]) throw new AppError("unsupported_by_connection");
  return { ...found, capabilities };
}

const hour = 3_600_000;

/**
 * Throws `service_window_closed` where WhatsApp takes no free text any more: so many hours after the customer last wrote to the
 * number, whatever ticket it was in.
 */
export async function requireServiceWindow(
  tx: Sql,
  { contactId, whatsappId }: { contactId: string; whatsappId: string },
  { capabilities }: SendingConnection,
  now: Date,
): Promise<void> {
  const hours = capabilities.serviceWindowHours;
  if (hours === null) return;
  const lastInboundAt = await lastInboundOf(tx, contactId, whatsappId);
  if (lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < hours * hour) return;
  throw new AppError("service_window_closed", {
    detail: `The customer has not written in the last ${hours} hours. Send an approved template; when the customer answers, you can write freely again.`,
  });
}
