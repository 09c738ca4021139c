import type { CustomField } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { readFieldValue, showFieldValue } from "./field-value.ts";

const field = (kind: CustomField["kind"], options: CustomField["options"] = []): CustomField => ({
  id: "0190a5a0-0000-7000-8000-000000000001",
  name: "Campo",
  kind,
  options,
});

test.each([
  ["12", "12"],
  ["-12,50", "-12.5"],
  ["+7", "7"],
  ["1.234,56", "1234.56"],
  ["1,234.56", "1234.56"],
  ["1.234.567", "1234567"],
  ["1 234,5", "1234.5"],
  ["0,000", "0"],
  ["-0", "0"],
  ["007", "7"],
  ["12345678901234567890.123456789", "12345678901234567890.123456789"],
  ["1e5", null],
  ["1.2.3", null],
  ["1,2,3", null],
  ["12a", null],
  ["--1", null],
  ["R$ 10", null],
  [".", null],
  ["9".repeat(31), null],
])("the number %s is kept as %s", (written, kept) => {
  expect(readFieldValue(field("NUMBER"), written)).toBe(kept);
});

test.each([
  ["31/01/2026", "2026-01-31"],
  ["1-2-2026", "2026-02-01"],
  ["2026-01-31", "2026-01-31"],
  ["2026-01-31T10:00:00Z", "2026-01-31"],
  ["29/02/2024", "2024-02-29"],
  ["29/02/2026", null],
  ["31/13/2026", null],
  ["31/01/26", null],
  ["hoje", null],
])("the date %s is kept as %s", (written, kept) => {
  expect(readFieldValue(field("DATE"), written)).toBe(kept);
});

test.each([
  ["example.com/a?b=c", "https://example.com/a?b=c"],
  ["http://example.com", "http://example.com"],
  ["example.com:8080", "https://example.com:8080"],
  ["javascript:alert(1)", null],
  ["JaVaScRiPt:alert(1)//example.com", null],
  ["data:text/html,x", null],
  ["file:///etc/passwd", null],
  ["https://exa mple.com", null],
  ["palavra", null],
])("the link %s is kept as %s", (written, kept) => {
  expect(readFieldValue(field("LINK"), written)).toBe(kept);
});

test("a choice is found by its id or name, accents and case aside, and is shown by its name of now", () => {
  const choice = field("CHOICE", [{ id: "a", label: "São Paulo" }]);
  expect(readFieldValue(choice, "SAO PAULO")).toBe("a");
  expect(readFieldValue(choice, "a")).toBe("a");
  expect(readFieldValue(choice, "Rio")).toBeNull();
  expect(showFieldValue(choice, "a", { yes: "sim", no: "não" })).toBe("São Paulo");
  expect(showFieldValue(choice, "gone", { yes: "sim", no: "não" })).toBe("");
});

test("yes and no are read in three languages", () => {
  for (const word of ["sim", "Sí", "YES", "x", "1"]) expect(readFieldValue(field("YES_NO"), word)).toBe("yes");
  for (const word of ["não", "nao", "No", "0"]) expect(readFieldValue(field("YES_NO"), word)).toBe("no");
  expect(readFieldValue(field("YES_NO"), "talvez")).toBeNull();
  expect(showFieldValue(field("YES_NO"), "no", { yes: "sim", no: "não" })).toBe("não");
  expect(showFieldValue(field("YES_NO"), "", { yes: "sim", no: "não" })).toBe("");
});
