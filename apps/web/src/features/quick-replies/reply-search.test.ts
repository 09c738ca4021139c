// @vitest-environment node
import type { QuickReply } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { searchReplies } from "./reply-search.ts";

const reply = (shortcut: string, fields: Partial<QuickReply> = {}): QuickReply => ({
  id: shortcut,
  shortcut,
  body: "",
  scope: "everybody",
  queue: null,
  media: null,
  canManage: false,
  updatedAt: "2026-01-01T00:00:00.000Z",
  ...fields,
});
const found = (replies: QuickReply[], query: string) => searchReplies(replies, query).map(({ id }) => id);

test("what begins so comes before what holds it, and that before what says it", () => {
  const replies = [reply("saudação", { body: "Boa tarde" }), reply("minhaboa"), reply("boas-vindas"), reply("preço")];
  expect(found(replies, "boa")).toEqual(["boas-vindas", "minhaboa", "saudação"]);
});

test("accents and case do not count", () => {
  expect(found([reply("Saudação")], "saudacao")).toEqual(["Saudação"]);
});

test("of equals one's own comes first", () => {
  expect(found([reply("oi-a"), reply("oi-b", { scope: "queue" }), reply("oi-c", { scope: "personal" })], "oi")).toEqual(
    ["oi-c", "oi-b", "oi-a"],
  );
});
