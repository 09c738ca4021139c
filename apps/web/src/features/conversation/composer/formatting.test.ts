// @vitest-environment node
import { expect, test } from "vitest";
import { markOf, toggleMark } from "./formatting.ts";

test("a mark stands around what is selected, and once more takes it away", () => {
  const bold = toggleMark({ text: "bom dia", from: 4, to: 7 }, "bold");
  expect(bold).toEqual({ text: "bom *dia*", from: 5, to: 8 });
  expect(toggleMark(bold, "bold")).toEqual({ text: "bom dia", from: 4, to: 7 });
});

test("what is selected with its marks loses them", () => {
  expect(toggleMark({ text: "~velho~", from: 0, to: 7 }, "strike")).toEqual({ text: "velho", from: 0, to: 5 });
});

test("spaces at the edges stay outside", () => {
  expect(toggleMark({ text: "a b c", from: 1, to: 4 }, "italic")).toEqual({ text: "a _b_ c", from: 3, to: 4 });
});

test("with nothing selected one writes between the marks", () => {
  expect(toggleMark({ text: "", from: 0, to: 0 }, "code")).toEqual({ text: "``", from: 1, to: 1 });
});

const key = (letter: string, held: object = { ctrlKey: true }) =>
  markOf({ key: letter, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test("the keys are those of other editors, with Ctrl or ⌘", () => {
  expect([key("b"), key("B", { metaKey: true }), key("i")]).toEqual(["bold", "bold", "italic"]);
  expect(key("X", { ctrlKey: true, shiftKey: true })).toBe("strike");
  expect(key("C", { ctrlKey: true, shiftKey: true })).toBe("code");
  expect([key("b", {}), key("x"), key("c"), key("b", { ctrlKey: true, altKey: true })]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
