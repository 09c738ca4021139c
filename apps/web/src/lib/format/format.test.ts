// @vitest-environment node
import { expect, test } from "vitest";
import { dayOf, daysAgo, shortDateOf, timeOf, weekdayOf } from "./dates.ts";
import { formatPhone } from "./phone.ts";

test.each([
  ["+5511987654321", "+55 11 98765-4321"],
  ["+551133224455", "+55 11 3322-4455"],
  ["+14155550123", "+1 415 555-0123"],
  ["+351912345678", "+351 912 345 678"],
  ["+34600123456", "+34 600 123 456"],
  ["+595981123456", "+595 981 123 456"],
  ["+553187654321", "+55 31 8765-4321"],
  ["+5491123456789", "+54 9 11 2345-6789"],
  ["+541143219876", "+54 11 4321-9876"],
  ["+5493412345678", "+54 9 341 234-5678"],
  ["+5492966123456", "+54 9 2966 12-3456"],
  ["+56912345678", "+56 9 1234 5678"],
  ["+5215512345678", "+52 1 55 1234 5678"],
  ["+526641234567", "+52 664 123 4567"],
  ["+573001234567", "+57 300 123 4567"],
  ["+51912345678", "+51 912 345 678"],
  ["+551190000", "+55 119 0000"],
  ["+55", "+55"],
  ["+4915112345678", "+49 151 123 456 78"],
])("%s is written %s", (e164, written) => {
  expect(formatPhone(e164)).toBe(written);
});

test("a day ends at the reader's midnight", () => {
  const late = "2026-03-02T02:30:00.000Z";
  expect(dayOf(late)).toBe("2026-03-01");
  expect(daysAgo(late, Date.parse("2026-03-02T15:00:00.000Z"))).toBe(1);
  expect(daysAgo(late, Date.parse("2026-03-02T02:50:00.000Z"))).toBe(0);
});

test("times and dates follow the language", () => {
  const at = "2026-01-31T17:05:00.000Z";
  expect(timeOf("pt-BR", at)).toBe("14:05");
  expect(shortDateOf("pt-BR", at)).toBe("31/01/2026");
  expect(shortDateOf("en", at)).toBe("01/31/2026");
  expect(weekdayOf("es", at)).toBe("sábado");
});
