// @vitest-environment node
import { describe, expect, it } from "vitest";
import {
  isEmojiOnly,
  namedIn,
  parseBlocks,
  parseMessage,
  plainParts,
  plainText,
  splitMentions,
} from "./message-format.ts";

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

  it("takes the marks out of a text in parts", () => {
    const parts = ["o *", "boleto", " de_maio* e 2*3", " _venceu", "_"].map((text, place) => ({ text, place }));
    expect(plainParts(parts).map(({ text }) => text)).toEqual(["o ", "boleto", " de_maio e 2*3", " venceu", ""]);
    expect(plainParts(parts)[1]).toEqual({ text: "boleto", place: 1 });
    expect(plainParts([{ text: "🌻*só*" }])).toEqual([{ text: "🌻só" }]);
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

describe("what can be acted upon", () => {
  it("shows the real name of a site that only looks like another", () => {
    expect(parseMessage("https://аpple.com")).toEqual([
      { kind: "link", text: "https://аpple.com", href: "https://аpple.com", host: "xn--pple-43d.com" },
    ]);
    expect(parseMessage("https://xn--pple-43d.com")[0]).not.toHaveProperty("host");
  });

  it("knows mail addresses and phones with a plus sign", () => {
    expect(parseMessage("ana.b+c@mail.example.com, ou +55 (11) 98765-4321.")).toEqual([
      { kind: "link", text: "ana.b+c@mail.example.com", href: "mailto:ana.b%2Bc@mail.example.com" },
      { kind: "text", text: ", ou " },
      { kind: "link", text: "+55 (11) 98765-4321", href: "tel:+5511987654321" },
      { kind: "text", text: "." },
    ]);
    for (const text of ["11 98765-4321", "R$ 1.234.567", "a@b", "+1 2", "1+55119876543212"])
      expect(parseMessage(text).every(({ kind }) => kind === "text")).toBe(true);
  });

  it("tells code in a line from a block of it", () => {
    expect(parseMessage("`a` ```b```").map(({ kind }) => kind)).toEqual(["code", "text", "mono"]);
  });
});

describe("lines of their own", () => {
  const shape = (text: string) =>
    parseBlocks(text).map((block) =>
      block.kind === "list"
        ? block.items.map(
            ({ mark, inlines }) => `${mark}${plainText(inlines.map((i) => ("text" in i ? i.text : "")).join(""))}`,
          )
        : `${block.kind}:${block.inlines.map((i) => ("text" in i ? i.text : i.kind)).join("")}`,
    );

  it("are lists and quotes; the rest runs on", () => {
    expect(shape("Pedido:\n- um\n* dois\n3. três\n> ele disse\n> isso\nfim")).toEqual([
      "text:Pedido:",
      ["•um", "•dois", "3.três"],
      "quote:ele disse\nisso",
      "text:fim",
    ]);
  });

  it.each(["-1 grau", "*negrito*", "2.5 kg", ">", "- ", "a\n\nb"])("are not made of %j", (text) => {
    expect(parseBlocks(text).map(({ kind }) => kind)).toEqual(["text"]);
  });

  it("are none inside a block of code, closed or not", () => {
    expect(parseBlocks("```\n- a\n> b\n```").map(({ kind }) => kind)).toEqual(["text"]);
    expect(parseBlocks("```\n- a").map(({ kind }) => kind)).toEqual(["text", "list"]);
  });

  it("stay cheap for many", () => {
    const start = performance.now();
    parseBlocks("- a\n> b ```\n".repeat(700));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

it.each([
  ["😀", true],
  ["👨‍👩‍👧 ❤️", true],
  ["🇧🇷🇧🇷🇧🇷🇧🇷", false],
  ["ok 😀", false],
  ["1", false],
  ["", false],
  ["  ", false],
])("%j is emoji alone: %s", (text, isAlone) => {
  expect(isEmojiOnly(text)).toBe(isAlone);
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
