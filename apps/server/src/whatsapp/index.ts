import { AppError } from "../platform/errors/app-error.ts";
import type { Part } from "../platform/part.ts";
import { Connector, type ConnectorDeps } from "./connector.ts";
import { DriverError, type Identity, type MessageTemplate, type NumberCheck } from "./driver.ts";
import { withDeadline } from "./with-deadline.ts";

/** The company's numbers at work. */
export type WhatsApp = {
  readonly part: Part;
  readonly connector: Connector;
  /** Shows the other side that we type, where the driver can. Never throws. */
  type(connectionId: string, chat: readonly Identity[], lastInboundProviderId: string | null): void;
  /** Throws `connection_state_conflict` when the number does not ask to be paired, `unsupported_by_connection` when it never does. */
  requestPairingCode(connectionId: string, phoneNumber: string): Promise<string>;
  /**
   * Asks WhatsApp for a phone (E.164); null when the number cannot ask. Throws `connection_state_conflict` while the number is
   * not served by this process or not connected, and `unavailable` when WhatsApp gives no answer.
   */
  askNumber(connectionId: string, phoneNumber: string): Promise<NumberCheck | null>;
  /** Throws `unsupported_by_connection`, `connection_state_conflict` while the number is not served here, or `unavailable`. */
  listTemplates(connectionId: string): Promise<readonly MessageTemplate[]>;
};

const callDeadlineMs = 30_000;

export function createWhatsApp(deps: ConnectorDeps): WhatsApp {
  const connector = new Connector(deps);
  return {
    connector,
    part: {
      name: "whatsapp",
      start: () => connector.start(),
      stop: () => connector.stop(),
      isIdle: () => connector.isIdle(),
      drain: async () => {
        while (!(await connector.isIdle())) await new Promise((resolve) => setTimeout(resolve, 10));
      },
    },
    type(connectionId, chat, lastInboundProviderId) {
      const driver = connector.driverOf(connectionId);
      driver?.setTyping?.(chat, lastInboundProviderId).catch((error: unknown) => {
        deps.log.debug({ err: error, connectionId }, "typing could not be shown to the customer");
      });
    },
    async askNumber(connectionId, phoneNumber) {
      const driver = connector.driverOf(connectionId);
      if (driver === null) {
        throw new AppError("connection_state_conflict", {
          detail: "This number is not connected to this server process.",
        });
      }
      if (driver.checkNumber === undefined) return null;
      const late = () => new AppError("unavailable", { detail: "WhatsApp did not answer in time." });
      try {
        return await withDeadline(driver.checkNumber(phoneNumber), callDeadlineMs, late);
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        if (error.kind === "unsupported") return null;
        if (error.kind === "invalid_recipient") return { isOnWhatsApp: false };
        const code = error.kind === "not_connected" ? "connection_state_conflict" : "unavailable";
        throw new AppError(code, { detail: error.message }, { cause: error });
      }
    },
    async listTemplates(connectionId) {
      const driver = connector.driverOf(connectionId);
      if (driver === null) throw new AppError("connection_state_conflict");
      if (driver.listTemplates === undefined) throw new AppError("unsupported_by_connection");
      const late = () => new AppError("unavailable", { detail: "WhatsApp did not answer in time." });
      try {
        return await withDeadline(driver.listTemplates(), callDeadlineMs, late);
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        const code = error.kind === "unsupported" ? "unsupported_by_connection" : "unavailable";
        throw new AppError(code, { detail: error.message }, { cause: error });
      }
    },
    async requestPairingCode(connectionId, phoneNumber) {
      const driver = connector.driverOf(connectionId);
      if (driver === null) throw new AppError("connection_state_conflict");
      if (driver.requestPairingCode === undefined) throw new AppError("unsupported_by_connection");
      const late = () => new AppError("unavailable", { detail: "WhatsApp did not answer in time." });
      try {
        return await withDeadline(driver.requestPairingCode(phoneNumber), callDeadlineMs, late);
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        const code = error.kind === "unsupported" ? "unsupported_by_connection" : "connection_state_conflict";
        throw new AppError(code, { detail: error.message }, { cause: error });
      }
    },
  };
}
