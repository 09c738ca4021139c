import { Readable } from "node:stream";
import type { Sql } from "../../platform/db/db.ts";
import type { FileStorage } from "../../platform/storage/index.ts";
import type { Identity, OutboundContent, OutboundFile, SendCommand } from "../../whatsapp/driver.ts";
import { toIdentities, toMessageRef } from "./message-ref.ts";
import { isVoiceFile } from "./message-type.ts";
import { findHandles, type OutgoingFile, type OutgoingMessage } from "./outgoing-message.repository.ts";
import { identityKey } from "../contacts/index.ts";

type CommandDeps = { readonly db: Sql; readonly storage: FileStorage };

/** The message as a driver takes it; null when nobody can be named or its file is not there. */
export async function commandFor(deps: CommandDeps, message: OutgoingMessage): Promise<SendCommand | null> {
  if (message.identities.length === 0) return null;
  const content = await contentFor(deps, message);
  if (content === null) return null;
  const to = toIdentities(message.identities);
  return {
    messageId: message.id,
    to,
    content,
    quoted: message.quoted === null ? null : toMessageRef(message.quoted, to),
  };
}

async function contentFor(deps: CommandDeps, message: OutgoingMessage): Promise<OutboundContent | null> {
  const { type, body, content, media } = message;
  if (media !== null) return fileContent(deps.storage, message, media);
  if (content.template !== undefined) return { type: "TEMPLATE", body, template: content.template };
  if (type === "LOCATION" && content.location !== undefined) return { type, body, location: content.location };
  if (type === "CONTACT" && content.contacts !== undefined) return { type, body, contacts: content.contacts };
  const mentions = await mentionedIn(deps.db, message);
  return { type: "TEXT", body, ...(mentions.length > 0 && { mentions }) };
}

async function fileContent(
  storage: FileStorage,
  { type, body, content }: OutgoingMessage,
  media: OutgoingFile,
): Promise<OutboundContent | null> {
  const { sha256, size, fileName, mimeType } = media;
  if (sha256 === null || size === null || !(await storage.has(sha256, size))) return null;
  const open = async () => Readable.toWeb(storage.open(sha256)) as ReadableStream<Uint8Array>;
  const file: OutboundFile = { fileName, mimeType, size, open };
  if (type === "AUDIO" && content.voice === true && isVoiceFile(mimeType)) {
    const { durationSeconds = media.durationSeconds ?? 0, waveform = media.waveform ?? [] } = content;
    return { type, body, file, voice: { durationSeconds, waveform } };
  }
  const isShown = type === "IMAGE" || type === "VIDEO" || type === "AUDIO" || type === "STICKER";
  return { type: isShown ? type : "DOCUMENT", body, file };
}

/** Those whom the text still names: an edit may have taken some out. */
async function mentionedIn(db: Sql, { body, content }: OutgoingMessage): Promise<Identity[]> {
  const handles = (content.mentions ?? []).map(({ handle }) => handle).filter((handle) => body.includes(`@${handle}`));
  if (handles.length === 0) return [];
  const kinds = ["PHONE", "LID"] as const;
  const keys = handles.flatMap((handle) =>
    kinds.map((kind) => ({ kind, value: identityKey({ kind, value: handle }), handle })),
  );
  return toIdentities(await findHandles(db, keys));
}
