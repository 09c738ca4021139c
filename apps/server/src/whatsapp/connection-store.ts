import type { ConnectionStatus, DriverKind, ServerEventPayload } from "@whatskovi/contract";
import type { DriverMemory, DriverState, InboundEventInput, Party } from "./driver.ts";

/** One number as the connector needs it. `settings` holds the secrets too, opened. */
export type ConnectionRecord = {
  readonly id: string;
  readonly driver: DriverKind;
  /** Desired state: whether it should be connected. */
  readonly isEnabled: boolean;
  readonly settings: unknown;
  /** As it was written last, perhaps by a process that is gone. */
  readonly status: ConnectionStatus;
  readonly lastOnlineAt: Date | null;
};

/** The driver's account, and ours: failed attempts in a row, and when the next one begins. */
export type ConnectionState = DriverState & { readonly attempt: number; readonly nextRetryAt: Date | null };

/** What the connector remembers of numbers. */
export interface ConnectionStore {
  /** The ids of every number that should be connected, or seems to be, the oldest first. */
  listToServe(): Promise<string[]>;
  /** Null once it was removed. Throws `SealError` when its secrets were sealed with another key. */
  load(connectionId: string): Promise<ConnectionRecord | null>;
  /** Writes the actual state; `statusSince` moves only when the status does. Harmless for a removed number. */
  writeState(connectionId: string, state: ConnectionState): Promise<void>;
  memoryOf(connectionId: string): DriverMemory;
}

/** The way from a driver into the business. */
export interface InboundSink {
  /** Resolves after the commit that holds all of them. */
  receive(connectionId: string, events: readonly InboundEventInput[]): Promise<void>;
  customerTyping(connectionId: string, chat: Party): void;
}

/** Transient news of a number for open screens. */
export interface Announcer {
  announce<Name extends "whatsapp:qr" | "whatsapp:ready" | "whatsapp:disconnected">(
    name: Name,
    payload: ServerEventPayload<Name>,
  ): void;
}
