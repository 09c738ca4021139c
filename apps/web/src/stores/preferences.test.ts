import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { beforeEach, expect, test } from "vitest";
import { acceptPreferences, layOver, usePreferences } from "./preferences.ts";

let owner = 0;
const me = () => `user-${owner}`;
beforeEach(() => {
  owner += 1;
  acceptPreferences(me(), defaultPreferences);
});

const shown = () => {
  const { theme, sound, version } = usePreferences.getState();
  return { theme, sound, version };
};

test("a change is shown at once, and is what the server says it is afterwards", () => {
  const takeAway = layOver({ theme: "dark" });
  expect(shown().theme).toBe("dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  acceptPreferences(me(), { ...defaultPreferences, theme: "light", version: 1 });
  expect(shown().theme).toBe("dark");
  takeAway();
  expect(shown()).toMatchObject({ theme: "light", version: 1 });
  expect(document.documentElement.dataset.theme).toBe("light");
});

test("a change that was refused is taken back, and leaves another that is under way", () => {
  const refused = layOver({ theme: "dark", sound: "bell" });
  layOver({ sound: "wood" });
  refused();
  expect(shown()).toMatchObject({ theme: "system", sound: "wood" });
});

test("an answer that comes late does not undo a later one", () => {
  acceptPreferences(me(), { ...defaultPreferences, theme: "dark", version: 3 });
  acceptPreferences(me(), { ...defaultPreferences, theme: "light", version: 2 });
  expect(shown()).toMatchObject({ theme: "dark", version: 3 });
});

test("another person's replace everything, whatever their version", () => {
  acceptPreferences(me(), { ...defaultPreferences, theme: "dark", version: 9 });
  layOver({ sound: "bell" });
  acceptPreferences("somebody else", { ...defaultPreferences, version: 1 });
  expect(shown()).toEqual({ theme: "system", sound: "drop", version: 1 });
});

test("what is kept in the browser stands where the script before the first paint looks for it", () => {
  acceptPreferences(me(), { ...defaultPreferences, theme: "dark", locale: "es", version: 1 });
  const { state } = JSON.parse(localStorage.getItem("whatskovi.preferences") ?? "{}");
  expect(state).toMatchObject({ theme: "dark", locale: "es" });
});
