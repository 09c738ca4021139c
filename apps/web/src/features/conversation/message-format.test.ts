import { describe, expect, it } from "vitest";
import { namedIn, parseMessage, plainText, splitMentions } from "./message-format.ts";

describe("formatting as WhatsApp shows it", () => {
  it("shows bold, italic, strike and mono", () => {
    expect(parseMessage("*a* _b_ ~c~ ```d *e*```")).toEqual([
      { kind: "bold", children: [{ kind: "text", text: "a" }] },
      { kind: "text", text: " " },
      { kind: "italic", children: [{ kind: "text", text: "b" }] },
      { kind: "text", text: " " },
      { kind: "strike", children: [{ kind: "text", text: "c" }] },
      { kind: "text", text: " " },
      { kind: "mono", text: "d *e*" },
    ]);
  });

  it("nests", () => {
    expect(parseMessage("*_a_*")).toEqual([
      { kind: "bold", children: [{ kind: "italic", children: [{ kind: "text", text: "a" }] }] },
    ]);
  });

  it.each(["2 * 3 * 4", "snake_case_name", "*not closed", "a*b*c", "* a*", "*\n*"])("leaves %j as it is", (text) => {
    expect(parseMessage(text).every((inline) => inline.kind === "text")).toBe(true);
    expect(plainText(text)).toBe(text.replace(/\s+/g, " "));
  });

  it("links http and https only, without the sentence's punctuation", () => {
    expect(parseMessage("veja https://a.com/x_y_z?q=1. Ou www.b.com!")).toEqual([
      { kind: "text", text: "veja " },
      { kind: "link", text: "https://a.com/x_y_z?q=1", href: "https://a.com/x_y_z?q=1" },
      { kind: "text", text: ". Ou " },
      { kind: "link", text: "www.b.com", href: "https://www.b.com" },
      { kind: "text", text: "!" },
    ]);
    expect(parseMessage("javascript:alert(1) data:text/html,x ftp://a.com")).toEqual([
      { kind: "text", text: "javascript:alert(1) data:text/html,x ftp://a.com" },
    ]);
  });

  it("keeps every character of any text", () => {
    const pieces = ["*", "_", "~", "`", "```", " ", "\n", "a", "é", "🙂", "https://a.b/c", "www.", "."];
    let seed = 1;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    for (let run = 0; run < 500; run += 1) {
      const text = Array.from({ length: 20 }, () => pieces[Math.floor(next() * pieces.length)]).join("");
      const letters = (value: string) => value.replace(/[*_~`\s]/g, "");
      expect(letters(plainText(text))).toBe(letters(text));
    }
  });

  it("stays cheap for hostile texts", () => {
    const start = performance.now();
    parseMessage("*a ".repeat(20_000));
    parseMessage("*_~".repeat(20_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("mentions", () => {
  const ana = { handle: "5511987654321", name: "Ana Souza" };

  it("show the name in place of the number", () => {
    expect(splitMentions("oi @5511987654321, tudo bem?", [ana])).toEqual([
      { text: "oi ", isMention: false },
      { text: "@Ana Souza", isMention: true },
      { text: ", tudo bem?", isMention: false },
    ]);
  });

  it("keep the handle of who has no name, and leave other at-signs alone", () => {
    expect(splitMentions("@123. e ana@example.com", [{ handle: "123", name: null }])).toEqual([
      { text: "@123", isMention: true },
      { text: ". e ana@example.com", isMention: false },
    ]);
    expect(splitMentions("sem menção", [ana])).toEqual([{ text: "sem menção", isMention: false }]);
  });
});

it("colleagues whose names have spaces are found, and who reads is told apart", () => {
  const named = namedIn(
    {
      mentionedUsers: [
        { id: "1", name: "Ana" },
        { id: "2", name: "Ana Souza" },
      ],
    },
    "2",
  );
  expect(splitMentions("@Ana Souza, veja com @Ana. @Anabela não", named ?? [])).toEqual([
    { text: "@Ana Souza", isMention: true, isMe: true },
    { text: ", veja com ", isMention: false },
    { text: "@Ana", isMention: true },
    { text: ". @Anabela não", isMention: false },
  ]);
});
