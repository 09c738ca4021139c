// @vitest-environment node
import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { describe, expect, test } from "vitest";
import { decide, type NewsKind, type NotifyingPreferences, type Situation } from "./decide.ts";
import { unattended } from "./testing/unattended.ts";

const kinds: readonly NewsKind[] = ["mention", "transfer", "ownMessage", "queueTicket", "otherMessage"];

const decided = (kind: NewsKind, preferences: Partial<NotifyingPreferences> = {}, situation: Partial<Situation> = {}) =>
  decide(
    { kind, ticketId: "t1" },
    { ...defaultPreferences, notifiesOf: "all", ...preferences },
    { ...unattended, ...situation },
  );

const nothing = { shows: false, sounds: false, counts: false };

describe("what one is notified of", () => {
  test.each([
    ["none", []],
    ["personal", ["mention", "transfer"]],
    ["mine", ["mention", "transfer", "ownMessage"]],
    ["queues", ["mention", "transfer", "ownMessage", "queueTicket"]],
    ["all", kinds],
  ] as const)("%s includes %j, and nothing else", (notifiesOf, included) => {
    const shown = kinds.filter((kind) => decided(kind, { notifiesOf }).shows);
    const heard = kinds.filter((kind) => decided(kind, { notifiesOf }).sounds);
    expect(shown).toEqual(included);
    expect(heard).toEqual(included);
    for (const kind of kinds.filter((one) => !(included as readonly string[]).includes(one)))
      expect(decided(kind, { notifiesOf })).toEqual(nothing);
  });
});

describe("a conversation that is open and has the focus", () => {
  test.each(kinds)("is quiet in every way: %s", (kind) => {
    const attending = { attendedTicketIds: new Set(["t1"]), hasFocus: true, isInSight: true };
    expect(decided(kind, {}, attending)).toEqual(nothing);
  });

  test("silences no other", () => {
    const attending = { attendedTicketIds: new Set(["t2"]), hasFocus: true, isInSight: true };
    expect(decided("ownMessage", {}, attending)).toEqual({ shows: true, sounds: true, counts: false });
  });
});

describe("away", () => {
  test.each(kinds)("by hand is quiet where one wants it so, and is counted all the same: %s", (kind) => {
    const { counts, ...rest } = decided(kind, { isQuietWhenAway: true }, { isAwayByHand: true });
    expect(rest).toEqual({ shows: false, sounds: false });
    expect(counts).toBe(decided(kind).counts);
  });

  test("by hand is not quiet for who wants to hear all the same", () => {
    expect(decided("mention", { isQuietWhenAway: false }, { isAwayByHand: true })).toMatchObject({
      shows: true,
      sounds: true,
    });
  });

  test("not by hand, one is only not at the desk: that is what sounds are for", () => {
    expect(decided("mention", { isQuietWhenAway: true }, { isAwayByHand: false })).toMatchObject({
      shows: true,
      sounds: true,
    });
  });
});

describe("the sound", () => {
  test.each([
    ["none is chosen", { sound: "none" }],
    ["the volume is nought", { soundVolume: 0 }],
  ] as const)("is not played where %s; the notification is shown", (_when, preferences) => {
    expect(decided("mention", preferences)).toMatchObject({ shows: true, sounds: false });
  });

  test("that plays while hidden is quiet as soon as any window is in sight", () => {
    expect(decided("mention", { soundPlays: "hidden" }, { isInSight: true })).toMatchObject({
      shows: true,
      sounds: false,
    });
    expect(decided("mention", { soundPlays: "hidden" }, { isInSight: false }).sounds).toBe(true);
    expect(decided("mention", { soundPlays: "always" }, { isInSight: true }).sounds).toBe(true);
  });

  test("needs no permission to show", () => {
    expect(decided("mention", {}, { mayShow: false })).toMatchObject({ shows: false, sounds: true });
  });
});

test("of several tabs one speaks; all count", () => {
  expect(decided("queueTicket", {}, { isSpeaker: false })).toEqual({ shows: false, sounds: false, counts: true });
});

test("the title counts what nobody looked at and the server does not count itself", () => {
  expect(kinds.filter((kind) => decided(kind).counts)).toEqual(["queueTicket", "otherMessage"]);
  for (const kind of kinds) expect(decided(kind, {}, { hasFocus: true, isInSight: true }).counts).toBe(false);
});
