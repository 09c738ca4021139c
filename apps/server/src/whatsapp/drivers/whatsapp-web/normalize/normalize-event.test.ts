import { describe, expect, test } from "vitest";
import { InboundEvent } from "../../../driver.ts";
import type { PageEvent, Person } from "../ipc.ts";
import { Normalizer, type Surroundings } from "./normalize-event.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const own = ["5511940000001@c.us", "100000000000001@lid"];
const maria: Person = {
  id: "200000000000007@lid",
  phone: "5511988887777@c.us",
  lid: "200000000000007@lid",
  name: "Maria",
};
const group: Person = { id: "120363000000000000@g.us", phone: null, lid: null, name: "Turma" };
const around: Surroundings = { ownWids: own, sentAs: () => null, now };

/** A key as pages write it, before and after July 2026. */
const key = (fromMe: boolean, remote: string, id: string, participant?: string, flavour = "$1") => ({
  fromMe,
  remote,
  id,
  ...(participant === undefined
    ? {}
    : { participant: { server: participant.split("@")[1], user: participant.split("@")[0] } }),
  [flavour]: [fromMe, remote, id, participant].filter((part) => part !== undefined).join("_"),
});
const model = (more: object) => ({
  id: key(false, maria.id, "3A01"),
  t: now / 1000 - 5,
  type: "chat",
  body: "oi",
  notifyName: "Maria",
  ...more,
});
const told = (event: PageEvent, given: Surroundings = around, normalizer = new Normalizer()) =>
  normalizer.normalize(event, given).map((each) => InboundEvent.parse(each));
const read = (more: object, isReplayed = false, people = [maria, group]) =>
  told({ kind: "message", model: model(more), people, isReplayed });

describe("a message", () => {
  test("has one id and one sender, whichever way the page writes them", () => {
    const flavours = ["$1", "_serialized"].flatMap((flavour) =>
      [maria.id, "5511988887777@c.us"].map((remote) => read({ id: key(false, remote, "3A01", undefined, flavour) })[0]),
    );
    for (const each of flavours) expect(each).toEqual(flavours[0]);
    expect(flavours[0]).toMatchObject({
      providerId: "in:3A01",
      chat: {
        identities: [
          { kind: "PHONE", value: "5511988887777" },
          { kind: "LID", value: "200000000000007" },
        ],
      },
    });
  });

  test("of a LID whose phone nobody knows has no phone", () => {
    const person = { ...maria, phone: null };
    expect(read({}, false, [person])[0]).toMatchObject({
      chat: { identities: [{ kind: "LID", value: "200000000000007" }] },
    });
    expect(read({}, false, [])[0]).toMatchObject({
      chat: { identities: [{ kind: "LID", value: "200000000000007" }], name: "Maria" },
    });
  });

  test("cannot pass itself off as one of ours, nor one author's as another's", () => {
    const [mine] = read({ id: key(true, maria.id, "SAME") });
    const [theirs] = read({ id: key(false, maria.id, "SAME") });
    const inGroup = (author: string) => read({ id: key(false, group.id, "SAME", author), author })[0];
    const ids = [mine, theirs, inGroup("1@lid"), inGroup("2@lid")].map(
      (each) => each?.kind === "message" && each.providerId,
    );
    expect(new Set(ids).size).toBe(4);
  });

  test.each([
    ["a status", { id: key(false, "status@broadcast", "1", "5511988887777@c.us") }],
    ["a status of another kind", { isStatusV3: true }],
    ["a channel", { id: key(false, "120363111111111111@newsletter", "1") }],
    ["a list", { id: key(true, "1700000000@broadcast", "1") }],
    ["WhatsApp itself", { id: key(false, "0@c.us", "1") }],
    ["our notes to ourselves", { id: key(true, own[0]!, "1") }],
    ["our notes to ourselves, by LID", { id: key(true, own[1]!, "1") }],
    ["an encryption notice", { type: "e2e_notification" }],
    ["a group notice", { type: "gp2", subtype: "add" }],
    ["an album's cover", { type: "album" }],
    ["a vote", { type: "poll_update" }],
    ["what has no id", { id: null }],
  ])("of %s is nobody's conversation", (_name, more) => {
    expect(read(more)).toEqual([]);
  });

  test("is live, late, replayed or from our own phone", () => {
    const origin = (more: object, isReplayed = false) =>
      read(more, isReplayed).map((each) => each.kind === "message" && each.origin);
    expect(origin({})).toEqual(["live"]);
    expect(origin({ t: now / 1000 - 3600 })).toEqual(["offline"]);
    expect(origin({}, true)).toEqual(["offline"]);
    expect(origin({ id: key(true, maria.id, "1") })).toEqual(["echo"]);
    expect(read({ t: "yesterday" })[0]).toMatchObject({ timestamp: now });
  });

  test("that we sent ourselves comes back as its ticks alone", () => {
    const sentAs = (id: string) => (id === "out:OURS" ? "0193a1b2-0000-7000-8000-000000000001" : null);
    const comes = (ack: number) =>
      told(
        { kind: "message", model: model({ id: key(true, maria.id, "OURS"), ack }), people: [maria], isReplayed: false },
        { ...around, sentAs },
      );
    expect(comes(0)).toEqual([]);
    expect(comes(2)).toMatchObject([
      { kind: "status", messageId: sentAs("out:OURS"), providerId: "out:OURS", status: "RECEIVED" },
    ]);
  });

  test("names what it quotes, on whichever side and however its writer is written", () => {
    const quoted = (quotedParticipant: unknown, more: object = {}) => {
      const [message] = read({ quotedStanzaID: "Q", quotedParticipant, ...more });
      return message?.kind === "message" ? message.quotedProviderId : null;
    };
    expect(quoted(maria.id)).toBe("in:Q");
    expect(quoted("5511988887777@c.us")).toBe("in:Q");
    for (const wid of own) expect(quoted({ _serialized: wid })).toBe("out:Q");
    const inGroup = { id: key(false, group.id, "1", maria.id), author: maria.id };
    expect(quoted("9@lid", inGroup)).toBe("in:Q:9@lid");
    expect(quoted(own[0], inGroup)).toBe("out:Q");
    expect(read({})[0]).toMatchObject({ quotedProviderId: null });
  });

  test("in a group has the group's name and its writer", () => {
    expect(read({ id: key(false, group.id, "1", maria.id), author: maria.id })[0]).toMatchObject({
      chat: { identities: [{ kind: "GROUP", value: "120363000000000000" }], name: "Turma" },
      author: { identities: [{ kind: "PHONE" }, { kind: "LID" }], name: "Maria" },
    });
    expect(read({ id: key(true, group.id, "1", own[0]) })[0]).toMatchObject({ author: null, isFromUs: true });
  });

  test("names whom it mentions by what stands in the text", () => {
    const body = "veja @5511988887777 e @77";
    const mentionedJidList = [maria.id, { _serialized: "77@lid" }, null];
    expect(read({ body, mentionedJidList })[0]).toMatchObject({
      content: {
        mentions: [
          { handle: "5511988887777", name: "Maria" },
          { handle: "77", name: null },
        ],
      },
    });
  });

  test("deleted before we saw it is a message, and deleted", () => {
    expect(read({ type: "revoked", body: undefined }).map(({ kind }) => kind)).toEqual(["message", "revoked"]);
  });

  test("told afterwards says what has become of it since", () => {
    const kinds = (more: object) => read(more, true).map(({ kind }) => kind);
    expect(kinds({ latestEditSenderTimestampMs: now - 1000 })).toEqual(["message", "edited"]);
    expect(kinds({ id: key(true, maria.id, "1"), ack: 3 })).toEqual(["message", "status"]);
    const notice = { type: "revoked", id: key(false, maria.id, "N"), protocolMessageKey: key(false, maria.id, "3A01") };
    expect(read(notice, true)).toMatchObject([{ providerId: "in:3A01" }, { kind: "revoked", providerId: "in:3A01" }]);
  });

  test("keeps what is broken as it came, and never fails", () => {
    const odd = [{ type: 7 }, { type: "location", lat: "far" }, { type: "vcard", body: null }, { type: "multi_vcard" }];
    for (const more of odd) {
      const [message] = read(more);
      expect(message).toMatchObject({ kind: "message", type: "UNSUPPORTED" });
      expect(message).toHaveProperty("raw");
    }
    const huge = read({ type: "future", blob: "x".repeat(300_000), mediaKey: "secret" })[0];
    expect(JSON.stringify(huge).length).toBeLessThan(101_000);
    expect(JSON.stringify(huge)).not.toContain("secret");
  });
});

test.each([
  [
    { type: "ptt", duration: "7", waveform: { 0: 5, 1: 250 } },
    { type: "AUDIO", content: { voice: true, durationSeconds: 7, waveform: [5, 100] } },
  ],
  [
    { type: "video", isGif: true, caption: "leg", body: "thumb" },
    { type: "VIDEO", body: "leg", content: { animated: true } },
  ],
  [
    { type: "ptv", duration: 3 },
    { type: "VIDEO", content: { durationSeconds: 3 } },
  ],
  [
    { type: "image", isViewOnce: true, caption: "x" },
    { type: "UNSUPPORTED", body: "", content: { kind: "view_once" }, media: null },
  ],
  [
    { type: "call_log", subtype: "miss" },
    { type: "SYSTEM", content: { kind: "call_missed" } },
  ],
  [
    { type: "call_log", isVideoCall: true, callOutcome: "Missed" },
    { type: "SYSTEM", content: { kind: "video_call_missed" } },
  ],
  [
    { type: "call_log", callDuration: 60 },
    { type: "SYSTEM", content: { kind: "call" } },
  ],
  [
    { type: "buttons_response", body: "Sim" },
    { type: "TEXT", body: "Sim", content: { kind: "button" } },
  ],
  [
    { type: "list_response", listResponse: { title: "Pizza", description: "grande" } },
    { type: "TEXT", body: "Pizza\ngrande" },
  ],
  [
    { type: "groups_v4_invite", inviteGrpName: "G" },
    { type: "UNSUPPORTED", content: { kind: "groups_v4_invite" } },
  ],
  [{ type: "ciphertext" }, { type: "UNSUPPORTED", isPlaceholder: true }],
  [
    { type: "ciphertext", subtype: "view_once_unavailable_fanout" },
    { content: { kind: "view_once" }, isPlaceholder: false },
  ],
  [
    { type: "poll_creation", pollName: "?", pollOptions: [{ name: "a" }], pollSelectableOptionsCount: 0 },
    { content: { poll: { options: ["a"], isMultiple: true } } },
  ],
  [
    { type: "location", lat: 1, lng: 2, isLive: true },
    { type: "LOCATION", content: { kind: "live_location" } },
  ],
])("%j is %j", (more, expected) => {
  expect(read(more)[0]).toMatchObject(expected);
});

test("one call that is told twice is one message", () => {
  const normalizer = new Normalizer();
  const call: PageEvent = {
    kind: "call",
    call: { id: "C1", from: { user: "200000000000007", server: "lid" } },
    people: [maria],
  };
  expect(told(call, around, normalizer)).toMatchObject([{ providerId: "call:C1", content: { kind: "call_missed" } }]);
  const log: PageEvent = { kind: "message", model: model({ type: "call_log" }), people: [maria], isReplayed: false };
  expect(told(log, around, normalizer)).toEqual([]);
  expect(told(log, { ...around, now: now + 10 * 60_000 }, normalizer)).toHaveLength(1);
  expect(told({ ...call, call: { ...call.call, fromMe: true } })).toEqual([]);
});

test("only a changed text is an edit", () => {
  const edit = (more: object, body: string, hadBody = true) =>
    told({ kind: "edited", model: model(more), body, hadBody });
  expect(edit({ body: "novo", latestEditSenderTimestampMs: 1700 }, "novo")).toMatchObject([
    { body: "novo", timestamp: 1700 },
  ]);
  expect(edit({}, "novo", false)).toEqual([]);
  expect(edit({ type: "ciphertext" }, "x")).toEqual([]);
  expect(edit({ type: "image", directPath: "/v", caption: "leg" }, "/9j/thumbnail")).toEqual([]);
  expect(edit({ type: "image", directPath: "/v", caption: "leg" }, "leg")).toMatchObject([{ body: "leg" }]);
});

test("a deletion names the message it deleted, not the notice of it", () => {
  const after = model({
    id: key(false, maria.id, "NOTICE"),
    protocolMessageKey: key(false, maria.id, "3A01"),
    type: "revoked",
  });
  expect(told({ kind: "revoked", model: after })).toMatchObject([{ providerId: "in:3A01" }]);
});

test("ticks are those of our own messages", () => {
  const ack = (fromMe: boolean, value: number) =>
    told({ kind: "ack", model: model({ id: key(fromMe, maria.id, "1") }), ack: value });
  expect([1, 2, 3, 4, -1].map((value) => ack(true, value)[0])).toMatchObject(
    ["SENT", "RECEIVED", "READ", "READ", "FAILED"].map((status) => ({ status, providerId: "out:1" })),
  );
  expect([ack(true, 0), ack(false, 3)]).toEqual([[], []]);
});

test("a reaction is of who gave it, also by LID, and may be taken back", () => {
  const react = (senderId: unknown, emoji: string, parent = key(true, maria.id, "1")) =>
    told({
      kind: "reaction",
      reaction: { msgId: parent, senderId, reaction: emoji, timestamp: now / 1000 },
      people: [maria, group],
    })[0];
  expect(react(maria.id, "👍")).toMatchObject({
    providerId: "out:1",
    emoji: "👍",
    isFromUs: false,
    author: null,
    timestamp: now,
  });
  for (const wid of own) expect(react(wid, "")).toMatchObject({ emoji: null, isFromUs: true });
  expect(react(maria.id, "👍", key(true, group.id, "1", own[0]))).toMatchObject({ author: { name: "Maria" } });
});

test("a group's new name and a person's new number are told", () => {
  const subject = {
    id: key(false, group.id, "1"),
    chatId: group.id,
    type: "subject",
    body: "Novo nome",
    timestamp: now / 1000,
  };
  expect(told({ kind: "group", model: subject, people: [] })).toMatchObject([
    { party: { identities: [{ kind: "GROUP" }], name: "Novo nome" } },
  ]);
  expect(told({ kind: "group", model: { ...subject, type: "picture" }, people: [] })).toEqual([]);
  const [moved] = told({ kind: "renumbered", from: "5511900000001@c.us", to: "5511900000002@c.us", people: [] });
  expect(moved).toMatchObject({ party: { identities: [{ value: "5511900000002" }, { value: "5511900000001" }] } });
});
