import type { InboundEventInput } from "../../whatsapp/driver.ts";

/** What of a cloud-api connection a webhook is checked with. */
export type CloudApiConnection = {
  readonly connectionId: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
};

/** The connections to which webhooks may belong: all that were not removed, switched off or not, for what comes is stored. */
export type CloudApiConnections = {
  find(phoneNumberIds: readonly string[]): Promise<readonly CloudApiConnection[]>;
  list(): Promise<readonly CloudApiConnection[]>;
};

/** One change of a webhook: `phoneNumberId` is null where it concerns an account rather than a number. */
export type WebhookChange = {
  readonly phoneNumberId: string | null;
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
};

/** How the driver reads webhooks. Neither function throws, whatever it is given. */
export type WebhookReader = {
  changesOf(payload: unknown): readonly WebhookChange[];
  normalizeChange(change: WebhookChange, receivedAt: number): InboundEventInput[];
};
