import type { InboundEventInput, Party } from "../../driver.ts";
import { isObject, type JsonObject, objectsOf, textOf } from "./json.ts";
import { normalizeCall } from "./normalize-call.ts";
import { normalizeMessage } from "./normalize-message.ts";
import { normalizeStatus } from "./normalize-status.ts";
import { readAddressBook, readGroupNames } from "./normalize-names.ts";
import { Directory, distinct, groupOf, identitiesOf, type Names, unidentified } from "./parties.ts";

/** One change of a webhook, of one number. */
export type WebhookChange = {
  /** Null for what concerns an account rather than a number. */
  readonly phoneNumberId: string | null;
  readonly field: string;
  readonly value: JsonObject;
};

/** All changes of all entries, in order. Never throws: what has another shape is not there. */
export function changesOf(payload: unknown): WebhookChange[] {
  const entries = isObject(payload) ? objectsOf(payload["entry"]) : [];
  return entries.flatMap((entry) =>
    objectsOf(entry["changes"]).map((change) => {
      const value = isObject(change["value"]) ? change["value"] : {};
      const metadata = isObject(value["metadata"]) ? value["metadata"] : {};
      return {
        phoneNumberId: textOf(metadata["phone_number_id"], 100),
        field: textOf(change["field"], 100) ?? "",
        value,
      };
    }),
  );
}

/**
 * What one change tells, in order: all its messages and then all its statuses. Empty for changes that tell nothing of a
 * conversation (templates, accounts, …).
 */
export function normalizeChange(change: WebhookChange, receivedAt: number): InboundEventInput[] {
  const reader = readers[change.field] ?? readLive;
  return reader({ ...change, phoneNumberId: change.phoneNumberId ?? "" }, receivedAt);
}

type Numbered = WebhookChange & { readonly phoneNumberId: string };
type Reader = (change: Numbered, receivedAt: number) => InboundEventInput[];

/** By field; null prototype, for the field is a stranger's word. */
const readers: Readonly<Record<string, Reader>> = Object.assign(Object.create(null), {
  smb_message_echoes: readEchoes,
  message_echoes: readEchoes,
  history: readHistory,
  user_id_update: readIdentityUpdates,
  smb_app_state_sync: readAddressBook,
  group_lifecycle_update: readGroupNames,
  group_settings_update: readGroupNames,
  calls: readCalls,
});

function readLive({ value, phoneNumberId }: Numbered, receivedAt: number): InboundEventInput[] {
  const messages = objectsOf(value["messages"]);
  const directory = new Directory(value["contacts"], messages.length);
  return [
    ...messages.flatMap((message, position) => {
      const place = placeOf(message, directory.find(senderOf(message), position), phoneNumberId);
      return normalizeMessage(message, { ...place, origin: "live", isFromUs: false, receivedAt });
    }),
    ...objectsOf(value["statuses"]).flatMap((status) => normalizeStatus(status, receivedAt) ?? []),
  ];
}

/** What the owner typed on the phone. */
function readEchoes({ value, phoneNumberId }: Numbered, receivedAt: number): InboundEventInput[] {
  const messages = objectsOf(value["message_echoes"] ?? value["messages"]);
  const directory = new Directory(value["contacts"], messages.length);
  return messages.flatMap((message, position) => {
    const { chat } = placeOf(message, directory.find(recipientOf(message), position), phoneNumberId);
    return normalizeMessage(message, { chat, author: null, origin: "echo", isFromUs: true, receivedAt });
  });
}

/** Up to six months of earlier conversations, in threads; the files of some follow outside of threads. */
function readHistory(change: Numbered, receivedAt: number): InboundEventInput[] {
  const threads = objectsOf(change.value["history"]).flatMap((chunk) => objectsOf(chunk["threads"]));
  const later = objectsOf(change.value["messages"]).map((message) => ({ id: message["from"], messages: [message] }));
  return [...threads, ...later].flatMap((thread) => readThread(thread, change, receivedAt));
}

function readThread(thread: JsonObject, { value, phoneNumberId }: Numbered, receivedAt: number): InboundEventInput[] {
  const metadata = isObject(value["metadata"]) ? value["metadata"] : {};
  const ourNumber = digitsOf(metadata["display_phone_number"]);
  const context = isObject(thread["context"]) ? thread["context"] : {};
  return objectsOf(thread["messages"]).flatMap((message) => {
    const told = isObject(message["history_context"]) ? message["history_context"]["from_me"] : undefined;
    const isFromUs = told === true || "to" in message || (ourNumber !== "" && digitsOf(message["from"]) === ourNumber);
    const names = isFromUs ? recipientOf(message) : senderOf(message);
    const customer = {
      parent: names.parent ?? context["parent_user_id"],
      user: names.user ?? context["user_id"],
      phone: names.phone ?? context["wa_id"] ?? thread["id"],
    };
    const place = placeOf(message, new Directory(value["contacts"], 0).find(customer, 0), phoneNumberId);
    const author = isFromUs ? null : place.author;
    return normalizeMessage(message, { chat: place.chat, author, origin: "history", isFromUs, receivedAt });
  });
}

/** Calls of customers that nobody took, on numbers that have calls switched on. */
function readCalls({ value, phoneNumberId }: Numbered, receivedAt: number): InboundEventInput[] {
  const calls = objectsOf(value["calls"]);
  const directory = new Directory(value["contacts"], calls.length);
  return calls.flatMap((call, position) => {
    const { chat } = placeOf(call, directory.find(senderOf(call), position), phoneNumberId);
    return normalizeCall(call, chat, receivedAt) ?? [];
  });
}

/** A customer's BSUID has changed with the phone. */
function readIdentityUpdates({ value }: Numbered, receivedAt: number): InboundEventInput[] {
  return objectsOf(value["user_id_update"]).flatMap((update) => {
    const user = isObject(update["user_id"]) ? update["user_id"] : {};
    const parent = isObject(update["parent_user_id"]) ? update["parent_user_id"] : {};
    const identities = distinct([
      ...identitiesOf({ parent: parent["current"], user: user["current"], phone: undefined }),
      ...identitiesOf({ parent: parent["previous"], user: user["previous"], phone: update["wa_id"] }),
    ]);
    return identities.length < 2 ? [] : [{ kind: "contact", party: { identities, name: null }, timestamp: receivedAt }];
  });
}

/** A group is a conversation of its own, in which somebody writes. */
function placeOf(message: JsonObject, person: Party | null, phoneNumberId: string) {
  const groupId = textOf(message["group_id"], 200);
  const somebody = person ?? unidentified(phoneNumberId);
  return groupId === null ? { chat: somebody, author: null } : { chat: groupOf(groupId, null), author: somebody };
}

/** A system message about a new BSUID comes without a sender: the one before is theirs. */
function senderOf(message: JsonObject): Names {
  const system = message["type"] === "system" && isObject(message["system"]) ? message["system"] : {};
  return {
    parent: message["from_parent_user_id"] ?? system["previous_parent_user_id"],
    user: message["from_user_id"] ?? system["previous_user_id"] ?? (message["from"] ? undefined : system["user_id"]),
    phone: message["from"],
  };
}

const recipientOf = (message: JsonObject): Names => ({
  parent: message["to_parent_user_id"],
  user: message["to_user_id"],
  phone: message["to"],
});

const digitsOf = (value: unknown): string => (textOf(value, 100) ?? "").replace(/\D/g, "");
