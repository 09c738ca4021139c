import type { DriverKind } from "@whatskovi/contract";

/** What the connector does for the administration of numbers. Given by the container. */
export type ConnectionControl = {
  /** Null when numbers of this kind can be served here; else why not and what to do, for a person. Never throws. */
  unavailableBecause(driver: DriverKind): Promise<string | null>;
  /** What is shown and what is sealed of a number's settings. Throws a ZodError on bad ones. */
  splitSettings(
    driver: DriverKind,
    settings: unknown,
  ): { settings: Record<string, unknown>; secrets: Record<string, unknown>; externalId: string | null };
  /** Brings the actual state to the desired one, soon. `restart` when settings have changed. */
  wake(connectionId: string, options?: { restart: boolean }): void;
  /** Resolves when the driver has stopped and unlinked, or after a deadline. */
  logout(connectionId: string): Promise<void>;
  /** Resolves when the driver of a number that was removed has stopped. */
  release(connectionId: string): Promise<void>;
  /** Throws `connection_state_conflict` when it does not ask to be paired, `unsupported_by_connection` when it never does. */
  requestPairingCode(connectionId: string, phoneNumber: string): Promise<string>;
  /** Fails what waits to be sent by a number. */
  failPending(connectionId: string): Promise<void>;
};
