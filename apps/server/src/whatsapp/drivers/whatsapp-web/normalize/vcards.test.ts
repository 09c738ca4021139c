import { expect, test } from "vitest";
import { readVcard, writeVcard } from "./vcards.ts";

test("a card of a phone is read, folded, escaped and grouped as it may be", () => {
  const card = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:Silva;Ana;Maria;;",
    "FN:Ana\\, a",
    "  padeira",
    "item1.TEL;type=CELL;waid=5511988887777:+55 11 98888-7777",
    "item1.X-ABLabel:Celular",
    "TEL;TYPE=WORK:tel:+551130001000",
    "TEL;TYPE=WORK:tel:+551130001000",
    "END:VCARD",
  ].join("\r\n");
  expect(readVcard(card)).toEqual({ name: "Ana, a padeira", phoneNumbers: ["+5511988887777", "+551130001000"] });
});

test("without a full name the parts make it, also in quoted-printable", () => {
  expect(readVcard("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gon=C3=A7alves;Jo=C3=A3o;;;")).toEqual({
    name: "João Gonçalves",
    phoneNumbers: [],
  });
  expect(readVcard("no card at all")).toEqual({ name: "", phoneNumbers: [] });
});

test("what is written is read as it was", () => {
  const card = { name: 'Zé; \\ "da" Silva, filho', phoneNumbers: ["+5511988887777"] };
  expect(readVcard(writeVcard(card))).toEqual(card);
  expect(writeVcard({ name: "a\nEND:VCARD", phoneNumbers: ["1\nX:2"] }).split("\n")).toHaveLength(6);
});
