import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { afterEach, describe, expect, it } from "vitest";
import { usePreferences } from "../../stores/preferences.ts";
import { ownShortcutOf } from "./own-shortcuts.ts";
import { sequenceStep } from "./sequences.ts";
import { everyShortcut, isSequence, isSingleKey, keysOf, shortcutOf, shortcuts, writtenKey } from "./shortcuts.ts";

type Press = KeyboardEventInit & { readonly key: string };

function press(init: Press, target: HTMLElement = document.createElement("div")): KeyboardEvent {
  document.body.append(target);
  const event = new KeyboardEvent("keydown", { bubbles: true, ...init });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => {
  document.body.replaceChildren();
  usePreferences.setState(defaultPreferences);
});

describe("what a key means", () => {
  it.each<[string, Press, string | null]>([
    ["a letter", { key: "j" }, "next"],
    ["a letter with caps lock", { key: "E" }, "close"],
    ["a capital letter", { key: "E", shiftKey: true }, null],
    ["an arrow", { key: "ArrowUp" }, "previous"],
    ["a sign by AltGr on Windows", { key: "/", ctrlKey: true, altKey: true, modifierAltGraph: true }, "search"],
    ["a sign by AltGr elsewhere", { key: "/", modifierAltGraph: true }, "search"],
    ["a letter with AltGr", { key: "e", ctrlKey: true, altKey: true, modifierAltGraph: true }, null],
    ["a letter with Ctrl", { key: "e", ctrlKey: true }, null],
    ["a letter with ⌘", { key: "r", metaKey: true }, null],
    ["a letter with Alt", { key: "d", altKey: true }, null],
    ["a letter that becomes another sign", { key: "n", isComposing: true }, null],
    ["a key of another scope", { key: "x" }, null],
  ])("%s", (_name, init, meant) => {
    expect(shortcutOf(press(init), "inbox", everyShortcut)).toBe(meant);
  });

  it.each<[string, Press, string | null]>([
    ["a sign with shift", { key: "?", shiftKey: true }, "help"],
    [
      "a sign by AltGr on Windows, as ABNT2 writes it",
      { key: "?", ctrlKey: true, altKey: true, modifierAltGraph: true },
      "help",
    ],
    ["a dead key", { key: "Dead" }, null],
    ["the Enter that ends an input method in Safari", { key: "Enter", keyCode: 229 }, null],
    ["a key with shift", { key: "F6", shiftKey: true }, "previousRegion"],
    ["a key with shift and Ctrl", { key: "F6", shiftKey: true, ctrlKey: true }, null],
    ["a letter held down", { key: "c", repeat: true }, null],
    ["a chord held down", { key: "k", ctrlKey: true, repeat: true }, "everything"],
  ])("on every page: %s", (_name, init, meant) => {
    expect(shortcutOf(press(init), "everywhere", everyShortcut)).toBe(meant);
  });

  it("a letter held down goes on where that is meant", () => {
    expect(shortcutOf(press({ key: "j", repeat: true }), "inbox", everyShortcut)).toBe("next");
    expect(shortcutOf(press({ key: "a", repeat: true }), "inbox", everyShortcut)).toBeNull();
  });

  it.each(["input", "textarea", "select"])("nothing in a field: %s", (tag) => {
    const field = document.createElement(tag);
    expect(shortcutOf(press({ key: "a" }, field), "inbox", everyShortcut)).toBeNull();
    expect(shortcutOf(press({ key: "a", ctrlKey: true }, field), "selection", everyShortcut)).toBeNull();
  });

  it("the conversation is searched from where one writes, too", () => {
    const field = document.createElement("textarea");
    const event = press({ key: "f", ctrlKey: true }, field);
    expect(shortcutOf(event, "conversation", everyShortcut)).toBe("conversationSearch");
    expect(shortcutOf(press({ key: "f", metaKey: true }), "conversation", everyShortcut)).toBe("conversationSearch");
    expect(shortcutOf(press({ key: "f", ctrlKey: true, shiftKey: true }), "conversation", everyShortcut)).toBeNull();
  });
});

/** A press of a key as the table names it. */
const pressOf = (name: string) => {
  if (name.startsWith("mod+")) return press({ key: name.slice("mod+".length), ctrlKey: true });
  return name.startsWith("shift+") ? press({ key: name.slice("shift+".length), shiftKey: true }) : press({ key: name });
};

/** What the keys of a shortcut mean, pressed one after the other. */
function meaningOf(key: string, scope: (typeof shortcuts)[number]["scope"], choices = everyShortcut): string | null {
  if (!isSequence(key)) return shortcutOf(pressOf(key), scope, choices);
  let pending: string | null = null;
  let id: string | null = null;
  for (const part of key.split(" ")) ({ pending, id } = sequenceStep(pending, pressOf(part), choices));
  return id;
}

describe("what is switched off", () => {
  it.each(shortcuts.map((shortcut) => [shortcut.id, shortcut] as const))("%s alone", (id, { scope, keys }) => {
    for (const key of keys) {
      expect(meaningOf(key, scope)).toBe(id);
      expect(meaningOf(key, scope, { disabled: [id], hasSingleKeys: true })).toBeNull();
    }
  });

  it("all letters and signs alone, and nothing else", () => {
    const choices = { disabled: [], hasSingleKeys: false };
    for (const { id, scope, keys } of shortcuts)
      for (const key of keys)
        expect([key, meaningOf(key, scope, choices)]).toEqual([key, isSingleKey(key) ? null : id]);
  });

  it("as the account says just now", () => {
    expect(ownShortcutOf(press({ key: "e" }), "inbox")).toBe("close");
    usePreferences.setState({ disabledShortcuts: ["close"] });
    expect(ownShortcutOf(press({ key: "e" }), "inbox")).toBeNull();
    usePreferences.setState({ disabledShortcuts: [], hasSingleKeyShortcuts: false });
    expect(ownShortcutOf(press({ key: "e" }), "inbox")).toBeNull();
    expect(ownShortcutOf(press({ key: "Escape" }), "inbox")).toBe("back");
  });
});

describe("one key after the other", () => {
  const step = (pending: string | null, init: Press, target?: HTMLElement) =>
    sequenceStep(pending, press(init, target), everyShortcut);

  it.each<[string, string | null, Press, ReturnType<typeof step>]>([
    ["the first is waited upon", null, { key: "g" }, { pending: "g", id: null, isTaken: true }],
    ["the second leads somewhere", "g", { key: "c" }, { pending: null, id: "goContacts", isTaken: true }],
    ["a second that leads nowhere means nothing", "g", { key: "e" }, { pending: null, id: null, isTaken: true }],
    ["Escape ends it", "g", { key: "Escape" }, { pending: null, id: null, isTaken: true }],
    [
      "Shift on the way changes nothing",
      "g",
      { key: "Shift", shiftKey: true },
      { pending: "g", id: null, isTaken: false },
    ],
    ["a chord is no part of it", "g", { key: "k", ctrlKey: true }, { pending: null, id: null, isTaken: false }],
    [
      "held down, the first is still the first",
      "g",
      { key: "g", repeat: true },
      { pending: "g", id: null, isTaken: true },
    ],
    ["what begins nothing belongs to others", null, { key: "i" }, { pending: null, id: null, isTaken: false }],
    [
      "an input method has its keys",
      null,
      { key: "g", isComposing: true },
      { pending: null, id: null, isTaken: false },
    ],
  ])("%s", (_name, pending, init, expected) => {
    expect(step(pending, init)).toEqual(expected);
  });

  it("what is written is no part of it", () => {
    const field = () => document.createElement("textarea");
    expect(step(null, { key: "g" }, field()).isTaken).toBe(false);
    expect(step("g", { key: "c" }, field())).toEqual({ pending: null, id: null, isTaken: false });
  });

  it("the first key is free when none of them is switched on", () => {
    const choices = {
      disabled: shortcuts.map(({ id }) => id).filter((id) => id.startsWith("go")),
      hasSingleKeys: true,
    };
    expect(sequenceStep(null, press({ key: "g" }), choices).isTaken).toBe(false);
  });
});

it("no first key of a sequence means something alone", () => {
  const first = new Set(shortcuts.flatMap(({ keys }) => keys.filter(isSequence).map((key) => key.split(" ")[0])));
  const alone = shortcuts.filter(({ keys }) => keys.some((key) => first.has(key)));
  expect(alone.map(({ id }) => id)).toEqual([]);
});

it("no key means two things in one place", () => {
  const together: Readonly<Record<string, string>> = { everywhere: "page", inbox: "page", conversation: "page" };
  const all = shortcuts.flatMap(({ scope, keys }) => keys.map((key) => `${together[scope] ?? scope} ${key}`));
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
});

it("what is shown is a key that works", () => {
  const [next] = shortcuts;
  expect(keysOf(next, everyShortcut).map(writtenKey)).toEqual(["J", "↓"]);
  expect(keysOf(next, { disabled: [], hasSingleKeys: false }).map(writtenKey)).toEqual(["↓"]);
  expect(keysOf(next, { disabled: ["next"], hasSingleKeys: true })).toEqual([]);
  expect(["mod+f", "+", "escape", "shift+f6", "g i"].map(writtenKey)).toEqual([
    "Ctrl+F",
    "+",
    "Esc",
    "Shift+F6",
    "G I",
  ]);
});
