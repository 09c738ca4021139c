import { expect, test } from "vitest";
import {
  decodeText,
  detectDelimiter,
  detectEncoding,
  readCell,
  readRows,
  UnreadableCsvError,
  writeRows,
} from "./index.ts";

const rowsOf = async (text: string, delimiter: ";" | "," | "\t" | "|" = ";") => {
  const rows: string[][] = [];
  for await (const row of readRows(text, delimiter)) rows.push(row);
  return rows;
};

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};

test.each([
  ["UTF-8", Buffer.from("João;São"), "utf-8"],
  ["UTF-8 with its mark", Buffer.from("\ufeffJoão"), "utf-8"],
  ["Windows-1252", Buffer.from("Jo\xe3o \x80", "latin1"), "windows-1252"],
  ["UTF-16 of Excel", utf16("\ufeffJoão", false), "utf-16le"],
  ["UTF-16, big end first", utf16("\ufeffJoão", true), "utf-16be"],
  ["UTF-16 without its mark", utf16("nome;telefone", false), "utf-16le"],
  ["a workbook", Buffer.from("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "latin1"), null],
])("%s is told apart", (_, bytes, encoding) => {
  expect(detectEncoding(bytes)).toBe(encoding);
});

test("each encoding is read as what was written, without a mark", () => {
  expect(decodeText(Buffer.from("\ufeffJoão"), "utf-8")).toBe("João");
  expect(decodeText(Buffer.from("Jo\xe3o \x80", "latin1"), "windows-1252")).toBe("João €");
  expect(decodeText(utf16("\ufeffJoão", true), "utf-16be")).toBe("João");
});

test.each([
  ["nome;telefone\nA, B;1", ";"],
  ['nome,obs\n"x;y;z;w",b', ","],
  ["a\tb\tc\n1,5\t2\t3", "\t"],
  ["a|b\nc|d", "|"],
  ["so uma coluna\nlinha", ","],
  ["sep=|\na;b", "|"],
])("%j is separated by %j", (text, delimiter) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});

test("quotes, line breaks in cells, ragged and empty rows are read as spreadsheets do", async () => {
  expect(await rowsOf('a;b\r\n"x;""y""\nz";2\r\n\r\n;;\r\n3\r\n4;5;6')).toEqual([
    ["a", "b"],
    ['x;"y"\nz', "2"],
    ["3"],
    ["4", "5", "6"],
  ]);
  expect(await rowsOf('5" tubo;1')).toEqual([['5" tubo', "1"]]);
  expect(await rowsOf("sep=;\r\na;b")).toEqual([["a", "b"]]);
});

test("a quote that is never closed is told", async () => {
  await expect(rowsOf(`a;b\n"${"x".repeat(300_000)}`)).rejects.toBeInstanceOf(UnreadableCsvError);
  await expect(rowsOf('a;"b')).rejects.toBeInstanceOf(UnreadableCsvError);
});

const dangerous = [
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1)",
  "\tx",
  "\r=1",
  "＝1+1",
  "'=x",
  "''+1",
  '=HYPERLINK("http://x")',
];

test("nothing that is written runs, phones and numbers stay themselves, and everything comes back as it was", async () => {
  const cells = [
    ...dangerous,
    "+5511987654321",
    "-12.5",
    "-3",
    "normal",
    "d'água",
    "'aspas",
    "a;b",
    'x"y',
    "linha\nlinha",
    "",
  ];
  const text = writeRows([cells], ";");
  const [row = []] = await rowsOf(text);
  for (const cell of row) if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
  expect(text).toContain("+5511987654321");
  expect(text).not.toContain("'+5511");
  expect(row.map(readCell)).toEqual(cells);
});
