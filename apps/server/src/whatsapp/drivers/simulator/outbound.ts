import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { DriverError, type Identity, type OutboundFile, type SendCommand } from "../../driver.ts";
import type { PhoneMessage } from "../../simulated-phones.ts";

/** The phone to send to. Throws `invalid_recipient` for who has none. */
export function phoneOf(identities: readonly Identity[]): string {
  const digits = identities.find(({ kind }) => kind === "PHONE")?.value.replace(/\D/g, "");
  if (digits === undefined || !/^\d{6,15}$/.test(digits)) {
    throw new DriverError("invalid_recipient", "The simulator reaches phone numbers alone.");
  }
  return `+${digits}`;
}

/** The message as it arrives on the phone. */
export function arriving({ messageId, content, quoted }: SendCommand, phone: string): PhoneMessage {
  const file = "file" in content ? content.file : null;
  return {
    providerId: `sim.${randomUUID()}`,
    messageId,
    phone,
    direction: "OUTBOUND",
    type: content.type === "TEMPLATE" ? "TEXT" : content.type,
    body: content.body,
    content: {},
    fileName: file?.fileName ?? null,
    mimeType: file?.mimeType ?? null,
    media: null,
    quotedProviderId: quoted?.providerId ?? null,
    timestamp: Date.now(),
    status: "SENT",
    told: null,
  };
}

/** Reads the whole file, as an upload would. */
export async function upload(file: OutboundFile): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of await file.open()) size += chunk.byteLength;
  } catch (error) {
    throw new DriverError("media_rejected", "The file could not be read.", { cause: error });
  }
  if (size !== file.size) throw new DriverError("media_rejected", "The file is not complete.");
}

export const unknownOutcome = (cause?: unknown): DriverError =>
  new DriverError("unknown_outcome", "The line dropped before WhatsApp answered.", { cause });

/** Waits, or throws `unknown_outcome` as soon as the line drops. */
export async function travel(ms: number, line: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal: line }).catch(() => {});
  if (line.aborted) throw unknownOutcome();
}
