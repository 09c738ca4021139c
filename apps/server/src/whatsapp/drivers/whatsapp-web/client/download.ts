import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Message, MessageMedia } from "whatsapp-web.js";
import type { Answer } from "../ipc.ts";
import { keyOf } from "../message-keys.ts";
import { ClientError, orNull, textOf } from "./client-error.ts";
import type { ClientSession } from "./client-session.ts";
import type { Conversations } from "./conversations.ts";
import { takeFile } from "./file-pieces.ts";
import { askForMediaAgain, dropFile, mediaStageOf } from "./page.ts";

const askDeadlineMs = 15_000;
const patienceMs = 20_000;

/** Puts a message's file into a folder. What WhatsApp's servers have deleted is asked for from the customer's phone, once. */
export async function download(
  { page }: ClientSession,
  conversations: Conversations,
  { key, folder }: { readonly key: string; readonly folder: string },
): Promise<Answer<"download">> {
  const message = await conversations.message(key);
  if (message === null) throw new ClientError("media_rejected", "This message is no longer known to WhatsApp Web");
  const media = (await attempt(message)) ?? (await again(message));
  if (media === null) throw new ClientError("media_rejected", "WhatsApp does not have this file any more");
  const file = path.join(folder, randomUUID());
  try {
    return { path: file, size: await takeFile(page, media.data, file), mimeType: media.mimetype || null };
  } finally {
    await orNull(page.evaluate(dropFile, media.data), 1000);
  }

  async function again(asked: Message): Promise<MessageMedia | null> {
    const askedKey = keyOf(asked.id)?.text ?? key;
    await orNull(page.evaluate(askForMediaAgain, askedKey), askDeadlineMs);
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(250)) {
      const stage = await page.evaluate(mediaStageOf, askedKey);
      if (stage === null || stage.includes("ERROR")) return null;
      if (stage === "RESOLVED") return attempt(asked);
    }
    throw new ClientError("transient", "The customer's phone has not sent the file again yet");
  }
}

async function attempt(message: Message): Promise<MessageMedia | null> {
  try {
    return (await message.downloadMedia()) ?? null;
  } catch (thrown) {
    if (/\b(403|404|410)\b|not ?found|expired|missing/i.test(textOf(thrown))) return null;
    throw new ClientError("transient", `The file could not be fetched: ${textOf(thrown).split("\n")[0]}`);
  }
}
