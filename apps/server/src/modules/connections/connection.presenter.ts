import {
  type Capabilities,
  type Connection,
  type ConnectionSummary,
  defaultPacing,
  driverCapabilities,
} from "@whatskovi/contract";
import type { ConnectionRow } from "./connection.repository.ts";

/** A number as administrators see it. Secrets are not in the row. */
export function presentConnection(row: ConnectionRow): Connection {
  return {
    ...presentConnectionSummary(row),
    phoneNumber: row.phoneNumber,
    statusReason: row.statusReason,
    statusCode: row.statusCode,
    providerCode: row.providerCode,
    statusSince: row.statusSince.toISOString(),
    progress: row.progress,
    restrictedUntil: row.restrictedUntil?.toISOString() ?? null,
    attempt: row.attempt,
    nextRetryAt: row.nextRetryAt?.toISOString() ?? null,
    lastOnlineAt: row.lastOnlineAt?.toISOString() ?? null,
    isEnabled: row.isEnabled,
    qrCode: row.qrCode,
    pairingCode: row.pairingCode,
    isDefault: row.isDefault,
    queueId: row.queueId,
    groupsEnabled: row.groupsEnabled,
    sendsReadReceipts: row.sendsReadReceipts,
    pacing: row.pacing ?? defaultPacing[row.driver],
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
