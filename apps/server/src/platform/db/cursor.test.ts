import { expect, test } from "vitest";
import { AppError } from "../errors/app-error.ts";
import { cursorKey, decodeCursor, encodeCursor, toPage } from "./cursor.ts";

const id = "0190a5a0-0000-7000-8000-000000000001";

test("a cursor comes back as it went", () => {
  const cursor = encodeCursor(["Ação 🎉", id]);
  expect(decodeCursor(cursor, [cursorKey.text, cursorKey.id])).toEqual(["Ação 🎉", id]);
  expect(decodeCursor(undefined, [cursorKey.id])).toBeNull();
});

test.each([
  "garbage",
  "",
  encodeCursor([]),
  encodeCursor(["a"]),
  encodeCursor(["a", "' OR 1=1"]),
  encodeCursor(["a", id, 3]),
])("%j is refused as invalid input", (cursor) => {
  expect(() => decodeCursor(cursor, [cursorKey.text, cursorKey.id])).toThrow(AppError);
});

test("a page holds at most its limit and names the next one only when there is one", () => {
  const rows = [1, 2, 3].map((number) => ({ number }));
  const page = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => [row.number],
      (row) => row.number,
    );
  expect(page(3)).toEqual({ items: [1, 2, 3], nextCursor: null });
  expect(page(2)).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
});
