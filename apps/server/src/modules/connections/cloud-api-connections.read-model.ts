import type { Sql } from "../../platform/db/db.ts";
import type { ConnectionSecrets } from "./connection-secrets.ts";

/** What of a number of the official API its webhooks are checked with. */
type WebhookConnection = { connectionId: string; phoneNumberId: string; appSecret: string; verifyToken: string };

type StoredConnection = { id: string; externalId: string; secrets: Uint8Array | null };

/** Finds numbers of the official API for webhooks: all that were not removed, switched off or not. */
export function createCloudApiConnections(db: Pick<Sql, "query">, secrets: ConnectionSecrets) {
  const select = `SELECT "id", "externalId", "secrets" FROM "WhatsAppConnection"
    WHERE "driver" = 'cloud-api' AND "deletedAt" IS NULL AND "externalId" IS NOT NULL`;
  const opened = ({ id, externalId, secrets: sealed }: StoredConnection): WebhookConnection => {
    const { appSecret, verifyToken } = secrets.open(id, sealed);
    return {
      connectionId: id,
      phoneNumberId: externalId,
      appSecret: String(appSecret),
      verifyToken: String(verifyToken),
    };
  };
  return {
    async find(phoneNumberIds: readonly string[]): Promise<WebhookConnection[]> {
      const rows = await db.query<StoredConnection>(`${select} AND "externalId" = ANY($1::text[])`, [phoneNumberIds]);
      return rows.map(opened);
    },
    async list(): Promise<WebhookConnection[]> {
      const rows = await db.query<StoredConnection>(select);
      return rows.filter(({ id, secrets: sealed }) => "appSecret" in secrets.openIfPossible(id, sealed)).map(opened);
    },
  };
}
