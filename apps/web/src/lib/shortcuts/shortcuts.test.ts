import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { afterEach, describe, expect, it } from "vitest";
import { usePreferences } from "../../stores/preferences.ts";
import { ownShortcutOf } from "./own-shortcuts.ts";
import { everyShortcut, isSingleKey, keysOf, shortcutOf, shortcuts, writtenKey } from "./shortcuts.ts";

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
    ["a sign with shift", { key: "?", shiftKey: true }, "help"],
    ["a sign by AltGr on Windows", { key: "/", ctrlKey: true, altKey: true, modifierAltGraph: true }, "search"],
    ["a sign by AltGr elsewhere", { key: "?", modifierAltGraph: true }, "help"],
    ["a letter with AltGr", { key: "e", ctrlKey: true, altKey: true, modifierAltGraph: true }, null],
    ["a letter with Ctrl", { key: "e", ctrlKey: true }, null],
    ["a letter with ⌘", { key: "r", metaKey: true }, null],
    ["a letter with Alt", { key: "d", altKey: true }, null],
    ["a letter that becomes another sign", { key: "n", isComposing: true }, null],
    ["a key of another scope", { key: "x" }, null],
  ])("%s", (_name, init, meant) => {
    expect(shortcutOf(press(init), "inbox", everyShortcut)).toBe(meant);
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
const pressOf = (name: string) =>
  name.startsWith("mod+") ? press({ key: name.slice("mod+".length), ctrlKey: true }) : press({ key: name });

describe("what is switched off", () => {
  it.each(shortcuts.map((shortcut) => [shortcut.id, shortcut] as const))("%s alone", (id, { scope, keys }) => {
    for (const key of keys) {
      expect(shortcutOf(pressOf(key), scope, everyShortcut)).toBe(id);
      expect(shortcutOf(pressOf(key), scope, { disabled: [id], hasSingleKeys: true })).toBeNull();
    }
  });

  it("all letters and signs alone, and nothing else", () => {
    const choices = { disabled: [], hasSingleKeys: false };
    for (const { id, scope, keys } of shortcuts)
      for (const key of keys)
        expect([key, shortcutOf(pressOf(key), scope, choices)]).toEqual([key, isSingleKey(key) ? null : id]);
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

it("no key means two things in one place", () => {
  const all = shortcuts.flatMap(({ scope, keys }) => keys.map((key) => `${scope} ${key}`));
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
});

it("what is shown is a key that works", () => {
  const [next] = shortcuts;
  expect(keysOf(next, everyShortcut).map(writtenKey)).toEqual(["J", "↓"]);
  expect(keysOf(next, { disabled: [], hasSingleKeys: false }).map(writtenKey)).toEqual(["↓"]);
  expect(keysOf(next, { disabled: ["next"], hasSingleKeys: true })).toEqual([]);
  expect(["mod+f", "+", "escape"].map(writtenKey)).toEqual(["Ctrl+F", "+", "Esc"]);
});
