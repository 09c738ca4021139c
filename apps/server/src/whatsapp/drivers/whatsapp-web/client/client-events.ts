import type { Message } from "whatsapp-web.js";
import type { PageEvent } from "../ipc.ts";
import { isJson } from "../wids.ts";
import { textOf } from "./client-error.ts";
import type { ClientSession } from "./client-session.ts";

type Json = Record<string, unknown>;

/** Tells the driver, one after the other and in order, what the library tells of conversations. */
export function tellEvents(session: ClientSession): void {
  const { client, people } = session;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (make: () => Promise<PageEvent> | PageEvent) => {
    last = last
      .then(async () => session.tell(await make()))
      .catch((error: unknown) => {
        session.signal({ name: "note", text: "an event could not be passed on", detail: textOf(error) });
      });
  };
  const message = (given: Message) => inTurn(() => messageEvent(session, rawOf(given), false));
  client.on("message_create", message);
  client.on("message_ciphertext", message);
  client.on("message_ack", (given, ack) => inTurn(() => ({ kind: "ack", model: rawOf(given), ack: Number(ack) })));
  client.on("message_edit", (given, body, before) => {
    const hadBody = typeof before === "string";
    inTurn(() => ({ kind: "edited", model: rawOf(given), body: String(body), hadBody }));
  });
  client.on("message_revoke_everyone", (after) => inTurn(() => ({ kind: "revoked", model: rawOf(after) })));
  client.on("message_reaction", (given) => {
    const reaction = plain(given);
    const parent = isJson(reaction["msgId"]) ? reaction["msgId"]["remote"] : null;
    inTurn(async () => ({ kind: "reaction", reaction, people: await people.describe([parent, reaction["senderId"]]) }));
  });
  client.on("call", (given) => {
    const call = plain(given);
    inTurn(async () => ({ kind: "call", call, people: await people.describe([call["from"]]) }));
  });
  client.on("group_update", (given) => {
    const model = plain(given);
    const chat = isJson(model["id"]) ? model["id"]["remote"] : null;
    inTurn(async () => ({ kind: "group", model, people: await people.describe([chat, model["chatId"]]) }));
  });
  client.on("contact_changed", (_given, from, to) => {
    inTurn(async () => ({
      kind: "renumbered",
      from: String(from),
      to: String(to),
      people: await people.describe([from, to]),
    }));
  });
}

/** A message with everybody it names. */
export async function messageEvent(session: ClientSession, model: Json, isReplayed: boolean): Promise<PageEvent> {
  const id = isJson(model["id"]) ? model["id"] : {};
  const mentions = Array.isArray(model["mentionedJidList"]) ? model["mentionedJidList"].slice(0, 50) : [];
  const named = [
    id["remote"],
    id["participant"],
    model["from"],
    model["to"],
    model["author"],
    model["quotedParticipant"],
    ...mentions,
  ];
  return { kind: "message", model, people: await session.people.describe(named), isReplayed };
}

/** What the page gave, as it was given. */
export const rawOf = (message: Message): Json => plain(message.rawData);

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
