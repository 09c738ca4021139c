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
