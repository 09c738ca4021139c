import { describe, expect, it } from "vitest";
import { InboundEvent, type InboundEventInput } from "../../driver.ts";
import {
  ana,
  anaMessage,
  change,
  fromAna,
  kinds,
  metadata,
  PHONE_NUMBER_ID,
  RECEIVED_AT,
  unreadable,
  webhook,
} from "./fixtures/webhooks.ts";
import { changesOf, normalizeChange } from "./normalize-webhook.ts";

/** All events of a payload; each must pass the port's own schema. */
const read = (payload: unknown): InboundEventInput[] =>
  changesOf(payload)
    .flatMap((each) => normalizeChange(each, RECEIVED_AT))
    .map((event) => InboundEvent.parse(event));

const text = (body: string) => ({ type: "text", text: { body } });
const phone = (value: string) => ({ kind: "PHONE", value });
const bsuid = (value: string) => ({ kind: "BSUID", value });

describe("kinds of messages", () => {
  it.each(kinds)("%s", (_name, message, expected) => {
    expect(read(fromAna(message))).toMatchObject([
      {
        kind: "message",
        providerId: "wamid.ana1",
        chat: { identities: [phone("5511987654321")], name: "Ana Lúcia 🌻" },
        origin: "live",
        isFromUs: false,
        timestamp: 1_790_000_000_000,
        ...expected,
      },
    ]);
  });

  it.each(unreadable)("keeps %s as it came", (_name, message, kind) => {
    const events = read(fromAna(message));
    expect(events).toMatchObject([
      {
        kind: "message",
        providerId: "wamid.ana1",
        type: "UNSUPPORTED",
        content: { kind },
        raw: { ...anaMessage, ...message },
      },
    ]);
  });
});

describe("changes of messages", () => {
  it.each([
    ["set", { emoji: "😮" }, "😮"],
    ["taken back, empty", { emoji: "" }, null],
    ["taken back, absent", {}, null],
  ])("reaction %s", (_name, reaction, emoji) => {
    expect(read(fromAna({ type: "reaction", reaction: { message_id: "wamid.ours", ...reaction } }))).toMatchObject([
      { kind: "reaction", providerId: "wamid.ours", emoji, chat: { identities: [phone("5511987654321")] } },
    ]);
  });

  it.each([
    ["text", text("corrigido"), "corrigido"],
    ["caption", { type: "image", image: { id: "9", caption: "nova legenda" } }, "nova legenda"],
    ["caption taken away", { type: "image", image: { id: "9" } }, ""],
  ])("edit of a %s", (_name, message, body) => {
    const edit = { type: "edit", edit: { original_message_id: "wamid.first", message } };
    expect(read(fromAna(edit))).toEqual([
      { kind: "edited", providerId: "wamid.first", body, timestamp: 1_790_000_000_000 },
    ]);
  });

  it("deletion", () => {
    expect(read(fromAna({ type: "revoke", revoke: { original_message_id: "wamid.first" } }))).toEqual([
      { kind: "revoked", providerId: "wamid.first", timestamp: 1_790_000_000_000 },
    ]);
  });
});

describe("who it is", () => {
  const named = (contact: object, message: object) =>
    read(webhook(change({ contacts: [contact], messages: [{ ...text("oi"), id: "wamid.1", ...message }] })));

  it("puts the steadiest name first", () => {
    const contact = {
      profile: { name: "Bia" },
      wa_id: "5511900001111",
      user_id: "BR.111",
      parent_user_id: "BR.ENT.222",
    };
    expect(
      named(contact, { from: "5511900001111", from_user_id: "BR.111", from_parent_user_id: "BR.ENT.222" }),
    ).toMatchObject([
      { chat: { identities: [bsuid("BR.ENT.222"), bsuid("BR.111"), phone("5511900001111")], name: "Bia" } },
    ]);
  });

  it("knows somebody who shows a username and no phone", () => {
    const contact = { profile: { name: "Caio", username: "@caio.doces" }, user_id: "BR.333" };
    expect(named(contact, { from_user_id: "BR.333" })).toMatchObject([
      { chat: { identities: [bsuid("BR.333")], name: "Caio" } },
    ]);
  });

  it("takes the username for a name when there is no other", () => {
    expect(named({ profile: { username: "caio.doces" }, user_id: "BR.333" }, {})).toMatchObject([
      { chat: { identities: [bsuid("BR.333")], name: "@caio.doces" } },
    ]);
  });

  it("finds each one's entry in a batch of several people", () => {
    const bia = { profile: { name: "Bia" }, wa_id: "5511900001111" };
    const caio = { profile: { name: "Caio" }, user_id: "BR.333" };
    const events = read(
      webhook(
        change({
          contacts: [bia, caio, ana],
          messages: [
            { ...anaMessage, ...text("1") },
            { from_user_id: "BR.333", id: "wamid.c", timestamp: "1790000001", ...text("2") },
            { from: "5511900001111", id: "wamid.b", timestamp: "1790000002", ...text("3") },
            { from: "5511922223333", id: "wamid.d", timestamp: "1790000003", ...text("4") },
          ],
        }),
      ),
    );
    expect(
      events.map((event) => event.kind === "message" && [event.chat.name, event.chat.identities[0]?.value]),
    ).toEqual([
      ["Ana Lúcia 🌻", "5511987654321"],
      ["Caio", "BR.333"],
      ["Bia", "5511900001111"],
      [null, "5511922223333"],
    ]);
  });

  it("keeps what nobody is named for, in one place of its own", () => {
    const events = read(webhook(change({ messages: [{ id: "wamid.x", ...text("quem sou?") }] })));
    expect(events).toMatchObject([
      {
        providerId: "wamid.x",
        body: "quem sou?",
        chat: { identities: [{ kind: "USERNAME", value: `unidentified:${PHONE_NUMBER_ID}` }] },
      },
    ]);
  });

  it("keeps a message without an id, once however often it comes", () => {
    const payload = fromAna({ id: undefined, ...text("sem id") });
    const [first] = read(payload);
    expect(first).toMatchObject({ providerId: expect.stringMatching(/^sha256:/), body: "sem id" });
    expect(read(structuredClone(payload))).toEqual([first]);
  });

  it("takes a group for a conversation of its own", () => {
    const [event] = read(fromAna({ group_id: "Y2FwaV9ncm91cDox", ...text("oi, grupo") }));
    expect(event).toMatchObject({
      chat: { identities: [{ kind: "GROUP", value: "Y2FwaV9ncm91cDox" }] },
      author: { identities: [phone("5511987654321")], name: "Ana Lúcia 🌻" },
      raw: { from: "5511987654321" },
    });
    const reaction = { message_id: "wamid.ours", emoji: "👍" };
    expect(read(fromAna({ group_id: "Y2FwaV9ncm91cDox", type: "reaction", reaction }))).toMatchObject([
      { chat: { identities: [{ kind: "GROUP" }] }, author: { identities: [phone("5511987654321")] }, isFromUs: false },
    ]);
  });

  it("names a group when it is made and when it is renamed", () => {
    const made = { type: "group_create", group_id: "G1", subject: "Obra 12", timestamp: "1790000000" };
    const renamed = {
      type: "group_settings_update",
      group_id: "G1",
      group_subject: { text: "Obra 12, fase 2", update_successful: true },
    };
    const refused = { ...renamed, group_subject: { text: "x", update_successful: false } };
    const group = { identities: [{ kind: "GROUP", value: "G1" }] };
    expect(read(webhook(change({ groups: [made] }, "group_lifecycle_update")))).toEqual([
      { kind: "contact", party: { ...group, name: "Obra 12" }, timestamp: 1_790_000_000_000 },
    ]);
    expect(read(webhook(change({ groups: [renamed, refused] }, "group_settings_update")))).toMatchObject([
      { kind: "contact", party: { ...group, name: "Obra 12, fase 2" } },
    ]);
  });

  it("takes names from the owner's address book, and forgets nobody who was taken out of it", () => {
    const contact = { full_name: "Ana da Padaria", first_name: "Ana", phone_number: "5511987654321" };
    const entry = { type: "contact", contact, action: "add", metadata: { timestamp: "1790000000" } };
    const removed = { ...entry, action: "remove", contact: { phone_number: "5511900001111" } };
    expect(read(webhook(change({ state_sync: [entry, removed, null] }, "smb_app_state_sync")))).toEqual([
      {
        kind: "contact",
        party: { identities: [phone("5511987654321")], name: "Ana da Padaria" },
        timestamp: 1_790_000_000_000,
      },
    ]);
  });

  it("links the numbers of who has changed theirs", () => {
    const system = { type: "user_changed_number", body: "Ana changed from A to B", wa_id: "5521977776666" };
    expect(read(fromAna({ type: "system", system }))).toMatchObject([
      {
        kind: "message",
        type: "SYSTEM",
        body: "Ana changed from A to B",
        chat: { identities: [phone("5511987654321")] },
      },
      { kind: "contact", party: { identities: [phone("5521977776666"), phone("5511987654321")] } },
    ]);
  });

  it("links the BSUIDs of who has got a new one", () => {
    const system = { type: "user_changed_user_id", body: "changed", user_id: "MX.9", previous_user_id: "CO.1" };
    expect(
      read(webhook(change({ messages: [{ id: "wamid.s", timestamp: "1790000000", type: "system", system }] }))),
    ).toMatchObject([
      { kind: "message", type: "SYSTEM", chat: { identities: [bsuid("CO.1")] } },
      { kind: "contact", party: { identities: [bsuid("MX.9"), bsuid("CO.1")] } },
    ]);
    const update = { user_id_update: [{ wa_id: "5511900001111", user_id: { previous: "CO.1", current: "MX.9" } }] };
    expect(read(webhook(change(update, "user_id_update")))).toMatchObject([
      { kind: "contact", party: { identities: [bsuid("MX.9"), bsuid("CO.1"), phone("5511900001111")] } },
    ]);
  });
});

describe("calls", () => {
  const call = (fields: object) =>
    read(
      webhook(
        change(
          {
            contacts: [ana],
            calls: [
              {
                id: "wacid.1",
                from: "5511987654321",
                to: "551140001234",
                event: "terminate",
                direction: "USER_INITIATED",
                timestamp: "1790000000",
                ...fields,
              },
            ],
          },
          "calls",
        ),
      ),
    );

  it("that nobody took are lines in the conversation", () => {
    expect(call({ status: "FAILED" })).toMatchObject([
      {
        kind: "message",
        providerId: "wacid.1",
        type: "SYSTEM",
        content: { kind: "call_missed" },
        chat: { identities: [phone("5511987654321")], name: "Ana Lúcia 🌻" },
        timestamp: 1_790_000_000_000,
      },
    ]);
  });

  it.each([
    ["were taken", { status: "COMPLETED", start_time: "1790000000", end_time: "1790000060", duration: 60 }],
    ["ring", { event: "connect" }],
    ["were ours", { direction: "BUSINESS_INITIATED", status: "FAILED" }],
  ])("that %s are not", (_name, fields) => expect(call(fields)).toEqual([]));
});

describe("statuses", () => {
  const OURS = "0193a1b2-0000-7000-8000-000000000001";
  const status = (extra: object) =>
    webhook(
      change({ statuses: [{ id: "wamid.ours", timestamp: "1790000100", recipient_id: "5511987654321", ...extra }] }),
    );

  it.each([
    ["sent", "SENT"],
    ["delivered", "RECEIVED"],
    ["read", "READ"],
    ["played", "READ"],
  ])("%s", (word, state) => {
    expect(read(status({ status: word, biz_opaque_callback_data: OURS.toUpperCase() }))).toEqual([
      {
        kind: "status",
        providerId: "wamid.ours",
        messageId: OURS,
        status: state,
        timestamp: 1_790_000_100_000,
        failureCode: null,
        providerError: null,
      },
    ]);
  });

  it.each([
    [131047, "window_closed"],
    [131026, "invalid_recipient"],
    [131056, "rate_limited"],
    [131031, "restricted"],
    [131053, "media_rejected"],
    [131051, "unsupported"],
    [190, "auth"],
    [131000, "permanent"],
    [999999, "permanent"],
    [undefined, "permanent"],
  ])("failed with %s", (code, failureCode) => {
    const errors = [{ code, title: "Title", message: "Message", error_data: { details: "Details" } }];
    expect(read(status({ status: "failed", errors }))).toMatchObject([
      { status: "FAILED", failureCode, providerError: `${code ?? ""} Details`.trim() },
    ]);
    expect(read(status({ status: "failed" }))).toMatchObject([
      { status: "FAILED", failureCode: "permanent", providerError: null },
    ]);
  });

  it("ignores callback data that is not ours, and states that it does not know", () => {
    expect(read(status({ status: "sent", biz_opaque_callback_data: "campaign 7" }))).toMatchObject([
      { messageId: null },
    ]);
    expect(read(status({ status: "teleported" }))).toEqual([]);
  });
});

describe("whole webhooks", () => {
  it("reads every entry, change, message and status, in order", () => {
    const status = { id: "wamid.ours", status: "read", timestamp: "1790000000", recipient_id: "5511987654321" };
    const payload = {
      entry: [
        {
          changes: [
            change({
              contacts: [ana],
              messages: [
                { ...anaMessage, ...text("1") },
                { ...anaMessage, id: "wamid.ana2", ...text("2") },
              ],
              statuses: [status, { ...status, id: "wamid.ours2" }],
            }),
            change({ template: "x" }, "message_template_status_update"),
            change({ contacts: [ana], messages: [{ ...anaMessage, id: "wamid.ana3", ...text("3") }] }),
          ],
        },
        { changes: [change({ statuses: [{ ...status, id: "wamid.ours3" }] })] },
      ],
    };
    expect(read(payload).map((event) => "providerId" in event && event.providerId)).toEqual([
      "wamid.ana1",
      "wamid.ana2",
      "wamid.ours",
      "wamid.ours2",
      "wamid.ana3",
      "wamid.ours3",
    ]);
    expect(changesOf(payload).every(({ phoneNumberId }) => phoneNumberId === PHONE_NUMBER_ID)).toBe(true);
  });

  it("takes what was typed on the phone for ours, with the customer's conversation", () => {
    const contacts = [{ profile: { name: "Ana" }, wa_id: "5511987654321", user_id: "BR.111" }];
    const echo = {
      from: "551140001234",
      to: "5511987654321",
      to_user_id: "BR.111",
      id: "wamid.e",
      timestamp: "1790000000",
      ...text("já vai"),
    };
    expect(read(webhook(change({ contacts, message_echoes: [echo] }, "smb_message_echoes")))).toMatchObject([
      {
        kind: "message",
        origin: "echo",
        isFromUs: true,
        body: "já vai",
        chat: { identities: [bsuid("BR.111"), phone("5511987654321")], name: "Ana" },
      },
    ]);
  });

  it("takes the owner's reactions, edits and deletions on the phone for ours", () => {
    const echo = { from: "551140001234", to: "5511987654321", id: "wamid.e", timestamp: "1790000000" };
    const reaction = { ...echo, type: "reaction", reaction: { message_id: "wamid.ana1", emoji: "🙏" } };
    const edit = {
      ...echo,
      type: "edit",
      edit: { original_message_id: "wamid.ours", message: { type: "text", text: { body: "novo" } } },
    };
    const revoke = { ...echo, type: "revoke", revoke: { original_message_id: "wamid.ours" } };
    expect(read(webhook(change({ message_echoes: [reaction, edit, revoke] }, "smb_message_echoes")))).toMatchObject([
      { kind: "reaction", isFromUs: true, emoji: "🙏", chat: { identities: [phone("5511987654321")] } },
      { kind: "edited", providerId: "wamid.ours", body: "novo" },
      { kind: "revoked", providerId: "wamid.ours" },
    ]);
  });

  it("believes a history that says who wrote", () => {
    const messages = [
      { from: "551149990000", id: "wamid.h", timestamp: "1", ...text("nós"), history_context: { from_me: true } },
    ];
    const history = [{ threads: [{ id: "5511987654321", messages }] }];
    expect(read(webhook(change({ history }, "history")))).toMatchObject([
      { isFromUs: true, chat: { identities: [phone("5511987654321")] } },
    ]);
  });

  it("reads an earlier conversation from both sides, and waits for its files", () => {
    const thread = {
      id: "5511987654321",
      messages: [
        {
          from: "5511987654321",
          id: "wamid.h1",
          timestamp: "1780000000",
          ...text("bom dia"),
          history_context: { status: "READ" },
        },
        {
          from: "551140001234",
          to: "5511987654321",
          id: "wamid.h2",
          timestamp: "1780000001",
          ...text("bom dia!"),
          history_context: { status: "READ" },
        },
        {
          from: "5511987654321",
          id: "wamid.h3",
          timestamp: "1780000002",
          type: "media_placeholder",
          history_context: { status: "READ" },
        },
      ],
    };
    const history = [{ metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads: [thread] }];
    const chat = { identities: [phone("5511987654321")] };
    expect(read(webhook(change({ history }, "history")))).toMatchObject([
      { origin: "history", isFromUs: false, body: "bom dia", chat },
      { origin: "history", isFromUs: true, body: "bom dia!", chat },
      { origin: "history", isPlaceholder: true, providerId: "wamid.h3", chat },
    ]);
    const file = {
      from: "5511987654321",
      id: "wamid.h3",
      timestamp: "1780000002",
      type: "image",
      image: { id: "77", mime_type: "image/jpeg" },
    };
    expect(read(webhook(change({ contacts: [ana], messages: [file] }, "history")))).toMatchObject([
      { origin: "history", isPlaceholder: false, providerId: "wamid.h3", type: "IMAGE", chat },
    ]);
  });

  it.each([
    ["a refused history", change({ history: [{ errors: [{ code: 2593109 }] }] }, "history")],
    ["news of the account", { field: "account_update", value: { event: "ACCOUNT_RESTRICTION" } }],
    ["a field named like an object's own", change({}, "__proto__")],
    ["errors alone", change({ errors: [{ code: 131000 }] })],
  ])("makes nothing of %s", (_name, each) => {
    expect(read(webhook(each))).toEqual([]);
  });

  it.each([
    null,
    7,
    "text",
    [],
    {},
    { entry: 1 },
    { entry: [null, { changes: "x" }] },
    { entry: [{ changes: [null, { value: [] }] }] },
  ])("makes nothing of %j", (payload) => expect(read(payload)).toEqual([]));

  it.each([
    ["", RECEIVED_AT],
    ["soon", RECEIVED_AT],
    [undefined, RECEIVED_AT],
    ["99999999999999999", RECEIVED_AT],
    ["-5", RECEIVED_AT],
    [1_790_000_000, 1_790_000_000_000],
  ])("reads the time %j", (timestamp, expected) =>
    expect(read(fromAna({ timestamp, ...text("x") }))).toMatchObject([{ timestamp: expected }]),
  );

  it("cuts the original where it is too deep or too large to store", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
    const [event] = read(fromAna({ id: undefined, type: "hologram", deep }));
    expect(event).toMatchObject({ providerId: expect.stringMatching(/^sha256:/), raw: { type: "hologram" } });
    expect(JSON.stringify(event).length).toBeLessThan(2000);
    expect(read(fromAna({ type: "hologram", large: "x".repeat(200_000) }))).toMatchObject([
      { raw: { text: expect.any(String) } },
    ]);
  });

  it("is of one number", () =>
    expect(changesOf(webhook(change({})))).toMatchObject([{ phoneNumberId: metadata.phone_number_id }]));
});
