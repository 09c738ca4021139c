import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { MessageContent } from "@whatskovi/contract";
import { DriverError, type Identity, type OutboundFile, type SendCommand } from "../../driver.ts";
import type { PhoneMessage } from "../../simulated-phones.ts";

/** The message as it arrives on the phone. `nameOf` tells the names of those whom it mentions. */
export function arriving(
  { messageId, content, quoted }: SendCommand,
  phone: string,
  nameOf: (identity: Identity) => string | null,
): PhoneMessage {
  if (content.type === "TEMPLATE") throw new DriverError("unsupported", "A simulated number sends no templates.");
  const file = "file" in content ? content.file : null;
  return {
    providerId: `sim.${randomUUID()}`,
    messageId,
    phone,
    direction: "OUTBOUND",
    author: null,
    type: content.type,
    body: content.body,
    content: contentOf(content, nameOf),
    fileName: file?.fileName ?? null,
    mimeType: file?.mimeType ?? null,
    media: null,
    quotedProviderId: quoted?.providerId ?? null,
    reactions: [],
    editedAt: null,
    deletedAt: null,
    timestamp: Date.now(),
    status: "SENT",
    told: null,
  };
}

function contentOf(
  content: Exclude<SendCommand["content"], { type: "TEMPLATE" }>,
  nameOf: (identity: Identity) => string | null,
): MessageContent {
  switch (content.type) {
    case "TEXT": {
      const mentions = content.mentions?.map((identity) => ({ handle: identity.value, name: nameOf(identity) })) ?? [];
      return mentions.length === 0 ? {} : { mentions };
    }
    case "LOCATION":
      return { location: content.location };
    case "CONTACT":
      return { contacts: [...content.contacts] };
    default: {
      const { voice } = content;
      if (voice === undefined) return {};
      return { voice: true, durationSeconds: voice.durationSeconds, waveform: [...voice.waveform] };
    }
  }
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
