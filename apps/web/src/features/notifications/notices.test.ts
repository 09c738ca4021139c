// @vitest-environment node
import { expect, test } from "vitest";
import type { NewsKind } from "./decide.ts";
import type { News } from "./news.ts";
import { addressOf, createNotices, type NoticeWords } from "./notices.ts";

const words: NoticeWords = {
  title: ({ kind, contactName }, count) => `${kind} ${contactName} ${count}`,
  body: ({ text }, _count, showsText) => (showsText ? text : "hidden"),
  summary: (count, names) => ({ title: `${count} tickets`, body: names.join() }),
};

let counter = 0;
const news = (ticketId: string, kind: NewsKind = "ownMessage", fields: Partial<News> = {}): News => {
  counter += 1;
  return {
    kind,
    ticketId,
    contactName: `name of ${ticketId}`,
    by: null,
    queueName: null,
    messageId: `m${counter}`,
    messageType: "TEXT",
    text: `text ${counter}`,
    ...fields,
  };
};

test("what is said of one ticket is one notice, of the latest, with how many there are", () => {
  const [notice, ...others] = createNotices(words)(
    [news("t1"), news("t1"), news("t1", "ownMessage", { messageId: "last", text: "the last" })],
    true,
  );
  expect(others).toEqual([]);
  expect(notice).toEqual({
    tag: "ticket-t1",
    title: "ownMessage name of t1 3",
    body: "the last",
    address: "/tickets?ticket=t1&message=last",
  });
});

test("what is meant for one matters more than a message, and that it waits more than what it says", () => {
  const lead = (...kinds: NewsKind[]) =>
    createNotices(words)(
      kinds.map((kind) => news("t1", kind)),
      true,
    )[0]?.title.split(" ")[0];
  expect(lead("ownMessage", "mention", "ownMessage")).toBe("mention");
  expect(lead("queueTicket", "otherMessage")).toBe("queueTicket");
  expect(lead("transfer", "ownMessage")).toBe("transfer");
});

test("the text is not said where it is not to be seen", () => {
  expect(createNotices(words)([news("t1")], false)[0]?.body).toBe("hidden");
});

test("many tickets at once are one notice", () => {
  const all = Array.from({ length: 40 }, (_, index) => news(`t${index}`));
  expect(createNotices(words)(all, true)).toMatchObject([{ tag: "summary", title: "40 tickets", address: "/tickets" }]);
  expect(createNotices(words)([...all, news("t50", "mention")], true)).toMatchObject([{ address: "/notifications" }]);
  expect(createNotices(words)([news("a"), news("b"), news("c")], true)).toHaveLength(3);
});

test("many tickets soon after one another are one notice too, until it is quiet again; one ticket is never many", () => {
  let now = 0;
  const noticesOf = createNotices(words, () => now);
  const tags = (ticketId: string) => noticesOf([news(ticketId)], true).map(({ tag }) => tag);
  for (let turn = 0; turn < 20; turn += 1) expect(tags("same")).toEqual(["ticket-same"]);
  for (const ticketId of ["b", "c", "d", "e"]) expect(tags(ticketId)).toEqual([`ticket-${ticketId}`]);
  expect(noticesOf([news("f")], true)).toMatchObject([{ tag: "summary", title: "6 tickets" }]);
  now = 9_999;
  expect(tags("g")).toEqual(["summary"]);
  now = 30_000;
  expect(tags("h")).toEqual(["ticket-h"]);
});

test("nothing is no notice, and a ticket without a message is gone to as such", () => {
  expect(createNotices(words)([], true)).toEqual([]);
  expect(addressOf("t1", null)).toBe("/tickets?ticket=t1");
});
