import { expect, test } from "vitest";
import { joinGroups } from "./join-groups.ts";

test("groups with a member in common are one, however they hang together", () => {
  expect(joinGroups([["a", "b"], ["c", "d"], ["e"], ["b", "c"]])).toEqual([["e"], ["a", "b", "c", "d"]]);
  expect(
    joinGroups([
      ["a", "b"],
      ["a", "b"],
    ]),
  ).toEqual([["a", "b"]]);
  expect(joinGroups([])).toEqual([]);
});
