// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import { clearMessageFilters, filterMessages, filterQuery, isFiltered, useMessageFilters } from "./message-filters.ts";

beforeEach(clearMessageFilters);

test("a filter is set, replaced and taken off by itself", () => {
  filterMessages("kind", "file");
  filterMessages("queueId", "q1");
  filterMessages("queueId", "q2");
  expect(useMessageFilters.getState()).toEqual({ kind: "file", queueId: "q2" });
  filterMessages("kind", null);
  expect(useMessageFilters.getState()).toEqual({ queueId: "q2" });
  filterMessages("queueId", null);
  expect(isFiltered(useMessageFilters.getState())).toBe(false);
});

test("days are the reader's, and today counts as one", () => {
  const late = new Date("2026-03-02T02:30:00.000Z");
  const from = (period: "today" | "7days" | "30days") => filterQuery({ period }, late).from;
  expect(from("today")).toBe("2026-03-01T03:00:00.000Z");
  expect(from("7days")).toBe("2026-02-23T03:00:00.000Z");
  expect(from("30days")).toBe("2026-01-31T03:00:00.000Z");
});

test("a kind is asked for by its type, any file by having one", () => {
  expect(filterQuery({ kind: "IMAGE", userId: "me" })).toEqual({ type: "IMAGE", userId: "me" });
  expect(filterQuery({ kind: "file" })).toEqual({ hasFile: "true" });
  expect(filterQuery({})).toEqual({});
});
