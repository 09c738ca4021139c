import { type Capabilities, type Connection, type ConnectionSummary, driverCapabilities } from "@whatskovi/contract";
import type { ConnectionRow } from "./connection.repository.ts";

/** A number as administrators see it. Secrets are not in the row. */
export function presentConnection(row: ConnectionRow): Connection {
  return {
    ...presentConnectionSummary(row),
    phoneNumber: row.phoneNumber,
    statusReason: row.statusReason,
    statusSince: row.statusSince.toISOString(),
    isEnabled: row.isEnabled,
    qrCode: row.qrCode,
    pairingCode: row.pairingCode,
    isDefault: row.isDefault,
    queueId: row.queueId,
    capabilities: capabilitiesOf(row),
    settings: row.settings,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A number as everybody may know it. */
export const presentConnectionSummary = ({ id, name, driver, status }: ConnectionRow): ConnectionSummary => ({
  id,
  name,
  driver,
  status,
});

function capabilitiesOf({ driver, settings }: ConnectionRow): Capabilities {
  const capabilities = driverCapabilities[driver];
  const pairing = settings["pairing"];
  const isChosen = driver === "simulator" && (pairing === "qr" || pairing === "qr+code");
  return isChosen ? { ...capabilities, pairing } : capabilities;
}
