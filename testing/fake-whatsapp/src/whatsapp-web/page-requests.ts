import { z } from "zod";
import { wireMessage } from "./account.ts";
import type { Device } from "./device.ts";
import { NO_ANSWER } from "./page-line.ts";
import { describePerson } from "./people.ts";
import type { LinkedPhone } from "./linked-phone.ts";
import { PageRequest } from "./types.ts";
import { isLid, phoneWid, userOf } from "./wids.ts";
import type { World } from "./world.ts";

type About = Record<string, unknown>;
type Answer = (about: About, phone: LinkedPhone, device: Device, world: World) => unknown;

const Key = z.object({
  fromMe: z.boolean(),
  remote: z.string(),
  id: z.string(),
  participant: z.string().optional(),
  self: z.string().optional(),
});
const Sent = z.looseObject({ key: Key, from: z.string(), to: z.string(), t: z.number(), type: z.string() });
const Place = z.object({ t: z.number(), order: z.number() }).nullable();
const text = (about: About, name: string): string => z.string().parse(about[name]);

/** What WhatsApp's side answers to a page that belongs to an account. */
const ANSWERS: Record<PageRequest, Answer> = {
  "prepare-send": () => ({}),
  send: (about, phone, device) => {
    const { key, from, to, t, author: _author, ...attributes } = Sent.parse(about);
    const order = phone.account.nextOrder();
    phone.take(
      { order, key, from, to, t, notifyName: undefined, attributes, ack: 1, revokedAs: null, reactions: [] },
      device,
    );
    return { ack: 1, order, result: "OK" };
  },
  edit: (about, phone) => phone.edits(text(about, "id"), text(about, "body")),
  revoke: (about, phone) => phone.revokes(text(about, "id")),
  delete: (about, phone) => phone.tell("removed", { key: phone.account.message(text(about, "id")).key }),
  react: (about, phone) => {
    const emoji = text(about, "emoji");
    phone.reactions.push({ id: text(about, "id"), emoji: emoji === "" ? null : emoji });
    phone.tellReaction(text(about, "id"), phoneWid(phone.number), emoji);
  },
  vote: () => ({}),
  seen: (about, phone, device) => {
    const chat = text(about, "chat");
    phone.account.chat(chat).unreadCount = 0;
    phone.signals.push({ kind: "seen", chat });
    phone.tell("chat", phone.account.chatView(chat), device);
    phone.changed();
  },
  typing: (about, phone) => {
    const state = z.enum(["composing", "recording", "paused"]).parse(about["state"]);
    phone.signals.push({ kind: state === "composing" ? "typing" : state, chat: text(about, "chat") });
    phone.changed();
  },
  chat: (about, phone, _device, world) => {
    const id = text(about, "id");
    const isStranger = about["knowsLid"] === false && world.behaviour.demandsLid;
    if (isStranger || world.people.canonicalId(id) === null) throw new Error(`No LID for user ${id}`);
    const chatId = world.chatId(world.people.canonicalId(id) ?? id);
    return { chat: phone.account.chatView(chatId), people: phone.account.peopleIn(chatId) };
  },
  history: (about, phone) => ({
    messages: phone.account.history(text(about, "chat"), Place.parse(about["before"])).map(wireMessage),
  }),
  messages: (about, phone) => {
    const found = z
      .array(z.string())
      .parse(about["ids"])
      .map((id) => phone.account.find(id));
    return { messages: found.filter((message) => message !== undefined).map(wireMessage) };
  },
  search: (about, phone) => {
    const wanted = text(about, "query").toLowerCase();
    const found = [...phone.account.messages.values()].filter(({ key, attributes: { body } }) => {
      const isThere = about["chat"] === undefined || about["chat"] === key.remote;
      return isThere && typeof body === "string" && body.toLowerCase().includes(wanted);
    });
    return { messages: found.map(wireMessage) };
  },
  exists: (about, _phone, _device, world) => {
    const id = world.people.canonicalId(text(about, "id"));
    return { id, people: id === null ? [] : [describePerson(world.people.byId(id))] };
  },
  picture: (about, _phone, _device, world) => {
    const id = text(about, "id");
    const hasPicture = !id.endsWith("@g.us") && world.people.byId(id).picture !== null;
    return { url: hasPicture ? `https://pps.whatsapp.net/pictures/${id}` : null };
  },
  about: (about, _phone, _device, world) => ({ status: world.people.byId(text(about, "id")).about }),
  media: (about, phone, _device, world) => {
    const file = world.media.byPath(phone.account.message(text(about, "id")).attributes["directPath"]);
    if (file?.state === "expired") file.state = "ready";
    return { stage: file === undefined || file.state === "gone" ? "ERROR_MISSING" : "RESOLVED" };
  },
};

/** Answers a page; what was set to go wrong goes wrong here. */
export function answerPage(device: Device, world: World): (ask: string, about: About) => unknown {
  return (ask, about) => {
    if (ask === "refresh-qr") return { ref: device.showQr() };
    if (ask === "pairing-code") return { code: device.askPairingCode(text(about, "phone")) };
    if (ask === "logout") return leave(device);
    if (ask === "unknown-module") return void world.unknownModules.push(text(about, "name"));
    const known = PageRequest.safeParse(ask);
    if (!known.success || device.phone === null) return undefined;
    return answerWithFaults(known.data, about, device.phone, device, world);
  };
}

function answerWithFaults(ask: PageRequest, about: About, phone: LinkedPhone, device: Device, world: World): unknown {
  const answer = () => ANSWERS[ask](about, phone, device, world);
  const fault = phone.takeFault(ask);
  switch (fault?.kind) {
    case undefined:
      return answer();
    case "hang":
      return NO_ANSWER;
    case "lose-answer":
      answer();
      return NO_ANSWER;
    case "refuse":
      if (ask === "send") return { ack: -1, result: "ERROR_UNKNOWN" };
      throw Object.assign(new Error(fault.message), { name: fault.message });
  }
}

function leave(device: Device): void {
  const { phone } = device;
  device.unlink();
  phone?.changed();
}

/** What a page learns when it opens. */
export function helloTo(device: Device): object {
  return device.phone === null ? { ref: device.showQr() } : device.phone.snapshot();
}

/** Whose picture is under a path. */
export const pictureOf = (world: World, wid: string): Uint8Array | null =>
  userOf(wid) === "" || (!isLid(wid) && !wid.endsWith("@c.us")) ? null : world.people.byId(wid).picture;
