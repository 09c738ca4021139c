import { expect, test } from "vitest";
import { filtersWith } from "./filters-with.ts";
import { toggled, toggledOne } from "./toggled.ts";

test("of several values one comes and goes; without any nothing is narrowed", () => {
  expect(toggled(undefined, "a")).toEqual(["a"]);
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  expect(toggled(["a"], "a")).toBeUndefined();
});

test("one value replaces another, and chosen again it is taken off", () => {
  expect(toggledOne(undefined, "a")).toBe("a");
  expect(toggledOne("a", "b")).toBe("b");
  expect(toggledOne("a", "a")).toBeUndefined();
  expect(toggledOne(false, false)).toBeUndefined();
});

test("a filter that is taken off leaves the others, and nothing of itself", () => {
  const filters = { unread: true, userId: "me" } as const;
  expect(Object.entries(filtersWith(filters, { unread: undefined }))).toEqual([["userId", "me"]]);
  expect(filtersWith(filters, { lastMessage: "today" })).toEqual({ ...filters, lastMessage: "today" });
  expect(filtersWith({ unread: true }, { unread: undefined })).toEqual({});
});
