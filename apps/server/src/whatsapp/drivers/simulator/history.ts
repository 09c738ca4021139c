import type { PhoneMessage } from "../../simulated-phones.ts";
import { between, diceFor } from "./dice.ts";
import { sampleOf } from "./sample-media.ts";

const dayMs = 86_400_000;
const monthsMs = 180 * dayMs;
const names = ["Beatriz", "Caio", "Duda", "Edu", "Flávia", "Gil", "Helena", "Ivo"];
const lines = [
  "Bom dia! Vocês abrem no sábado?",
  "Abrimos sim, das 8 às 13.",
  "Pode separar um para mim?",
  "Separado. Até sábado!",
];

export type EarlierChat = { readonly phone: string; readonly name: string; readonly messages: readonly PhoneMessage[] };

/** Conversations of before the pairing, as the phone has them; the same for the same seed. The newest is a day old. */
export const earlierChats = (connectionId: string, seed: number, count: number, now: number): EarlierChat[] =>
  Array.from({ length: count }, (_, index) => earlierChat(connectionId, seed, index, now));

function earlierChat(connectionId: string, seed: number, index: number, now: number): EarlierChat {
  const dice = diceFor(seed, "history", index);
  const phone = `+55119${String(50_000_000 + ((seed * 1009 + index) % 10_000_000))}`;
  const name = `${names[index % names.length] ?? ""} ${index + 1}`;
  const start = now - dayMs - between(dice, [0, monthsMs]);
  const messages = lines.map((body, place) => ({
    providerId: `sim.history.${connectionId}.${seed}.${index}.${place}`,
    messageId: null,
    phone,
    direction: place % 2 === 0 ? ("INBOUND" as const) : ("OUTBOUND" as const),
    author: null,
    ...kindOf(dice() < 0.2 && place === 2, body),
    content: {},
    quotedProviderId: null,
    reactions: [],
    editedAt: null,
    deletedAt: null,
    timestamp: start + place * 60_000,
    status: "READ" as const,
    told: "READ" as const,
  }));
  return { phone, name, messages };
}

function kindOf(isPicture: boolean, body: string) {
  const sample = isPicture ? sampleOf("IMAGE") : null;
  if (sample === null) return { type: "TEXT" as const, body, fileName: null, mimeType: null, media: null };
  const { file, mimeType, size } = sample;
  return { type: "IMAGE" as const, body, fileName: file, mimeType, media: { reference: { sample: file }, size } };
}
