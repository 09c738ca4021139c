import { Readable } from "node:stream";
import type { FileStorage, StoredFile } from "../../../platform/storage/index.ts";
import { isPicture, readPicture } from "./picture.ts";
import type { Recording } from "./recording-facts.ts";
import { isRecording, readRecording } from "./recording.ts";

type Place = { readonly sha256: string; readonly size: number };

/** What is known of a file beyond its bytes. */
export type FileFacts = {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly waveform: readonly number[] | null;
  readonly thumbnail: Place | null;
};

/** A stored file as it is to be kept: perhaps another one than came, and of a kind that is known better. */
export type InspectedFile = { readonly file: Place; readonly mimeType: string; readonly facts: FileFacts };

const nothingKnown: FileFacts = { width: null, height: null, durationSeconds: null, waveform: null, thumbnail: null };
/** Pictures above are kept as they are. */
const largestPicture = 32 * 1024 * 1024;
const largestRemuxed = 32 * 1024 * 1024;

/**
 * Looks into a stored file: measures pictures, films and sounds, makes small pictures, and puts Opus into the container that
 * WhatsApp takes. What cannot be looked into is kept as it came: a broken picture is still a file.
 */
export async function inspectFile(storage: FileStorage, file: StoredFile, mimeType: string): Promise<InspectedFile> {
  const asItCame = { file, mimeType, facts: nothingKnown };
  try {
    if (isPicture(mimeType) && file.size <= largestPicture) return await inspectPicture(storage, file, mimeType);
    if (isRecording(mimeType)) return await inspectRecording(storage, file, mimeType);
    return asItCame;
  } catch {
    return asItCame;
  }
}

async function inspectPicture(storage: FileStorage, file: StoredFile, mimeType: string): Promise<InspectedFile> {
  const { width, height, thumbnail } = await readPicture(storage.open(file.sha256));
  const small = await storage.put(Readable.from([thumbnail]), thumbnail.byteLength);
  return { file, mimeType, facts: { ...nothingKnown, width, height, thumbnail: small } };
}

async function inspectRecording(storage: FileStorage, file: StoredFile, mimeType: string): Promise<InspectedFile> {
  const recording = await readRecording(storage, file);
  const { width, height, durationSeconds, waveform, asOgg } = recording;
  const facts = { ...nothingKnown, width, height, durationSeconds, waveform };
  if (asOgg === null) return { file, mimeType: betterKnown(mimeType, recording), facts };
  const remuxed = await storage.put(Readable.from([asOgg]), largestRemuxed);
  return { file: remuxed, mimeType: "audio/ogg", facts };
}

/** A container of films may hold a sound alone, and Ogg may hold what WhatsApp does not play as a voice note. */
function betterKnown(mimeType: string, { hasPictures, codec }: Recording): string {
  if (hasPictures || codec === null) return mimeType;
  const sound = mimeType.replace(/^video\//, "audio/");
  return sound === "audio/ogg" && codec !== "opus" ? `audio/${codec}` : sound;
}
