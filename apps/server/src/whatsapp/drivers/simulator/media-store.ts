import { setTimeout as pause } from "node:timers/promises";
import { Readable } from "node:stream";
import type { SimulatorBehaviour } from "@whatskovi/contract";
import { DriverError, type DriverMemory, type MediaRef } from "../../driver.ts";
import { diceFor } from "./dice.ts";
import { readSample } from "./sample-media.ts";

const asksAgainMs = 300;

/** Opens a received file. Expired ones are asked for again at the customer's phone, which takes a moment. */
export async function openStored(memory: DriverMemory, behaviour: SimulatorBehaviour, media: MediaRef) {
  const { reference, mimeType } = media;
  const dice = diceFor(behaviour.seed, "media", JSON.stringify([reference["id"], reference["sample"]]));
  const [isGone, hasExpired] = [dice() < behaviour.mediaGoneRate, dice() < behaviour.mediaExpiredRate];
  if (isGone) throw new DriverError("media_rejected", "The file is gone, and the phone does not have it any more.");
  if (hasExpired) await pause(asksAgainMs);
  const bytes = await read(memory, reference);
  const stream = Readable.toWeb(Readable.from([bytes])) as ReadableStream<Uint8Array>;
  return { stream, mimeType, size: bytes.byteLength };
}

async function read(memory: DriverMemory, { sample, id }: MediaRef["reference"]): Promise<Uint8Array> {
  if (typeof sample === "string" && /^[a-z]+\.[a-z0-9]+$/.test(sample)) return readSample(sample);
  const stored = await memory.get("media", [String(id)]);
  const bytes = stored.get(String(id));
  if (bytes === undefined) throw new DriverError("media_rejected", "The simulated phone has no such file.");
  return bytes;
}
