import { expect, it } from "vitest";
import { InboundEvent } from "../../driver.ts";
import { change, fromAna, kinds, RECEIVED_AT, unreadable, webhook } from "./fixtures/webhooks.ts";
import { isObject, objectsOf, textOf } from "./json.ts";
import { changesOf, normalizeChange } from "./normalize-webhook.ts";

/** mulberry32: the same seed, the same payloads. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oddities = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  " ",
  "\0",
  "\ud83d",
  "x".repeat(400),
  "__proto__",
  [],
  [[]],
  {},
  { id: 5 },
  ["a", null],
];

function mutate(value: unknown, random: () => number): unknown {
  if (random() < 0.06) return oddities[Math.floor(random() * oddities.length)];
  if (Array.isArray(value)) {
    const list = value.map((each) => mutate(each, random));
    return random() < 0.1 ? [...list, ...list] : list;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(() => random() > 0.04);
  return Object.fromEntries(entries.map(([key, each]) => [random() < 0.02 ? "odd" : key, mutate(each, random)]));
}

const status = {
  id: "wamid.ours",
  status: "failed",
  timestamp: "1790000000",
  recipient_id: "5511",
  errors: [{ code: 131047, error_data: { details: "x" } }],
};
const system = { type: "user_changed_number", wa_id: "5521977776666", user_id: "BR.1", previous_user_id: "BR.2" };
const thread = {
  id: "5511987654321",
  messages: [
    { from: "551140001234", to: "5511987654321", id: "wamid.h2", timestamp: "1", type: "text", text: { body: "x" } },
  ],
};
const fieldsWithoutMessages = [
  "smb_message_echoes",
  "message_echoes",
  "history",
  "user_id_update",
  "calls",
  "smb_app_state_sync",
  "group_lifecycle_update",
  "group_settings_update",
];
const seeds = [
  ...kinds.map(([, message]) => fromAna(message)),
  ...unreadable.map(([, message]) => fromAna(message)),
  fromAna({ type: "system", system }),
  fromAna({ type: "edit", edit: { original_message_id: "wamid.o", message: { type: "text", text: { body: "y" } } } }),
  fromAna({ type: "reaction", reaction: { message_id: "wamid.o", emoji: "👍" } }),
  webhook(change({ statuses: [status] }), change({ message_echoes: thread.messages }, "smb_message_echoes")),
  webhook(change({ history: [{ threads: [thread] }] }, "history")),
  webhook(change({ calls: [{ id: "c", from: "5511", event: "terminate", status: "FAILED" }] }, "calls")),
  webhook(change({ state_sync: [{ contact: { full_name: "A", phone_number: "5511" } }] }, "smb_app_state_sync")),
  webhook(change({ groups: [{ group_id: "G", subject: "S" }] }, "group_lifecycle_update")),
  webhook(change({ user_id_update: [{ wa_id: "5511", user_id: { previous: "A", current: "B" } }] }, "user_id_update")),
];

it("never throws, never tells what the port does not take, and never drops a message", () => {
  const random = createRandom(20_261_124);
  for (let round = 0; round < 4000; round++) {
    const payload = mutate(seeds[round % seeds.length], random);
    for (const each of changesOf(payload)) {
      const events = normalizeChange(each, RECEIVED_AT).map((event) => InboundEvent.parse(event));
      if (fieldsWithoutMessages.includes(each.field)) continue;
      const messages = objectsOf(each.value["messages"]);
      const told = events.filter((event) => event.kind !== "status" && event.kind !== "contact");
      expect(told, JSON.stringify(payload)).toHaveLength(messages.length);
      for (const [index, message] of messages.entries()) {
        const event = told[index];
        const id = textOf(message["id"], 300);
        if (event?.kind === "message" && id !== null && id.length < 300) expect(event.providerId).toBe(id);
      }
    }
  }
});
