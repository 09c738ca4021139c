import type { EndpointInput, MessageContent, messageEndpoints, MessageType } from "@whatskovi/contract";
import type { UserActor } from "../../platform/actor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { type MediaInUse, requireVisibleMedia } from "../media/index.ts";
import type { TicketState } from "../tickets/index.ts";
import { findNamed } from "../mentions/index.ts";
import { isStickerFile, isVoiceFile, typeOfFile } from "./message-type.ts";
import { findMentioned } from "./mentioned.read-model.ts";
import { cleanText, cleanTexts } from "./receive/clean-text.ts";

export type SendInput = EndpointInput<(typeof messageEndpoints)["sendMessage"]>["body"];

/** What a person wrote, as it is stored. */
export type Written = {
  readonly type: MessageType;
  readonly body: string;
  readonly content: MessageContent;
  readonly media: Pick<MediaInUse, "id" | "mimeType" | "size"> | null;
};

/** Reads what is to be sent. Throws `invalid_input` for what does not go together, `not_found` for a file out of sight. */
export async function readWritten(tx: Sql, actor: UserActor, ticket: TicketState, input: SendInput): Promise<Written> {
  const body = cleanText(input.body);
  const { location, contacts, template } = cleanTexts(input);
  if (input.isPrivate && (location ?? contacts ?? template) !== undefined)
    throw invalid("isPrivate", "a note is a text or a file");
  if (!input.isPrivate && input.mentionedUserIds !== undefined)
    throw invalid("mentionedUserIds", "only a note names colleagues");
  if (location !== undefined) return bare(input, { type: "LOCATION", body, content: { location } });
  if (contacts !== undefined) return bare(input, { type: "CONTACT", body, content: { contacts } });
  if (template !== undefined) return bare(input, { type: "TEXT", body, content: { template } });
  if (input.mediaId !== undefined) {
    const written = await readFile(tx, actor, input, input.mediaId, body);
    return { ...written, content: { ...written.content, ...(await namedIn(tx, input, body)) } };
  }
  if (input.type !== undefined && input.type !== "TEXT")
    throw invalid("type", "a message of this type needs more than a text");
  if (body.trim() === "") throw invalid("body", "a text or something else to send");
  return readText(tx, ticket, input, body);
}

function bare({ type, voice, mentions }: SendInput, written: Omit<Written, "media">): Written {
  if (type !== undefined && type !== written.type) throw invalid("type", `this is sent as ${written.type}`);
  if (voice === true) throw invalid("voice", "only a sound is a voice note");
  if (mentions !== undefined) throw invalid("mentions", "only a text mentions people");
  return { ...written, media: null };
}

/** WhatsApp wants its own writing of those who are mentioned behind the `@`; screens show their names instead. */
async function readText(tx: Sql, ticket: TicketState, input: SendInput, body: string): Promise<Written> {
  const { mentions = [] } = input;
  if (input.voice === true) throw invalid("voice", "only a sound is a voice note");
  if (mentions.length === 0) return { type: "TEXT", body, content: await namedIn(tx, input, body), media: null };
  const found = await findMentioned(
    tx,
    ticket.contactId,
    mentions.map(({ contactId }) => contactId),
  );
  const known = new Map(found.map((contact) => [contact.id, contact]));
  const people = mentions.map(({ contactId, handle }) => ({
    handle: cleanText(handle),
    contact: known.get(contactId),
  }));
  const addresses = new Map<string, string>();
  const named: { handle: string; name: string }[] = [];
  for (const { handle, contact } of people) {
    if (contact === undefined) throw invalid("mentions", "nobody of this conversation");
    addresses.set(handle, contact.address);
    named.push({ handle: contact.address, name: contact.name });
  }
  const text = body.replace(handlesPattern([...addresses.keys()]), (_, handle: string) => `@${addresses.get(handle)}`);
  return { type: "TEXT", body: text, content: { mentions: named }, media: null };
}

/** The colleagues whom a note names, as its text says. Throws `invalid_input` for an id of nobody who works here. */
export async function namedIn(
  tx: Sql,
  { mentionedUserIds = [] }: Pick<SendInput, "mentionedUserIds">,
  body: string,
): Promise<Pick<MessageContent, "mentionedUsers">> {
  if (mentionedUserIds.length === 0) return {};
  const found = await findNamed(tx, mentionedUserIds);
  if (found.length < new Set(mentionedUserIds).size) throw invalid("mentionedUserIds", "nobody who works here");
  const mentionedUsers = stillNamed(found, body);
  return mentionedUsers.length > 0 ? { mentionedUsers } : {};
}

/** Those whose name stands behind an `@` in a text. */
export const stillNamed = <Person extends { readonly name: string }>(
  people: readonly Person[],
  body: string,
): Person[] => people.filter(({ name }) => handlesPattern([name]).test(body));

/** `@` and one of the handles, the longest that fits, with no letter or digit after it. */
function handlesPattern(handles: readonly string[]): RegExp {
  const longestFirst = handles.toSorted((one, other) => other.length - one.length);
  return new RegExp(
    `@(${longestFirst.map((handle) => handle.replace(/[$()*+./?[\\\]^{|}-]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
}

async function readFile(
  tx: Sql,
  actor: UserActor,
  { type, voice, mentions }: SendInput,
  mediaId: string,
  body: string,
): Promise<Written> {
  const media = await requireVisibleMedia(tx, actor, mediaId);
  if (media.status !== "READY") throw new AppError("not_found");
  if (mentions !== undefined) throw invalid("mentions", "only a text mentions people");
  const fitting = typeOfFile(media.mimeType);
  const isAsked = type === undefined || type === fitting || type === "DOCUMENT";
  if (!isAsked && !(type === "STICKER" && isStickerFile(media.mimeType))) {
    throw invalid("type", `this file is sent as ${fitting} or DOCUMENT`);
  }
  const sent = type ?? fitting;
  if (voice === true && sent !== "AUDIO") throw invalid("voice", "only a sound is a voice note");
  return { type: sent, body, content: contentOfFile(sent, voice === true, media), media };
}

/** A sound that WhatsApp would not show as a voice note goes, and is shown, as the sound file that it is. */
function contentOfFile(type: MessageType, isVoice: boolean, media: MediaInUse): MessageContent {
  if (type !== "AUDIO" && type !== "VIDEO") return {};
  const { durationSeconds, waveform } = media;
  const duration = durationSeconds === null ? {} : { durationSeconds };
  if (!isVoice || !isVoiceFile(media.mimeType)) return duration;
  return { ...duration, voice: true, ...(waveform !== null && { waveform }) };
}

export const invalid = (field: string, message: string): AppError =>
  new AppError("invalid_input", { fields: [{ path: `body.${field}`, message }] });
