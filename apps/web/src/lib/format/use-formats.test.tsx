import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import { expect, test } from "vitest";
import { loadMessages } from "../../app/messages/catalogue.ts";
import { type Locale, locales } from "../../stores/preferences.ts";
import { useFormats } from "./use-formats.ts";

async function formatsIn(locale: Locale) {
  const messages = await loadMessages(locale);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider locale={locale} messages={messages} timeZone="America/Sao_Paulo">
      {children}
    </IntlProvider>
  );
  return renderHook(() => useFormats(), { wrapper }).result.current;
}

/** What three languages say of the same. */
type Said = readonly [portuguese: string, english: string, spanish: string];
const table = (rows: readonly (readonly [name: string, said: Said])[]) =>
  rows.flatMap(([name, said]) => locales.map((locale, index) => [name, locale, said[index] ?? ""] as const));

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** A Tuesday, half past two in the afternoon in São Paulo. */
const now = Date.parse("2026-03-03T17:30:00.000Z");
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();

const listDates: Record<string, string> = {
  "this morning": ago(5 * hour),
  "last night": ago(16 * hour),
  "six days ago": ago(6 * day),
  "a week ago": ago(7 * day),
  "a moment ahead of our clock": ago(-5 * second),
};

test.each(
  table([
    ["this morning", ["09:30", "09:30 AM", "09:30"]],
    ["last night", ["ontem", "yesterday", "ayer"]],
    ["six days ago", ["quarta-feira", "Wednesday", "miércoles"]],
    ["a week ago", ["24/02/2026", "02/24/2026", "24/02/2026"]],
    ["a moment ahead of our clock", ["14:30", "02:30 PM", "14:30"]],
  ]),
)("in a list, %s in %s", async (name, locale, said) => {
  expect((await formatsIn(locale)).listDate(listDates[name] ?? "", now)).toBe(said);
});

test.each(
  table([
    ["today", ["", "", ""]],
    ["yesterday", ["ontem", "yesterday", "ayer"]],
    ["long ago", ["31 de janeiro de 2026", "January 31, 2026", "31 de enero de 2026"]],
  ]),
)("between days, %s in %s", async (name, locale, said) => {
  const at = { today: ago(hour), yesterday: ago(day), "long ago": "2026-01-31T15:00:00.000Z" }[name] ?? "";
  expect((await formatsIn(locale)).dayTitle(at, now) ?? "").toBe(said);
});

test.each(
  table([
    ["59", ["agora", "now", "ahora"]],
    ["60", ["1 min", "1 min", "1 min"]],
    ["3599", ["59 min", "59 min", "59 min"]],
    ["3600", ["1 h", "1 h", "1 h"]],
    ["172799", ["47 h", "47 h", "47 h"]],
    ["172800", ["2 d", "2 d", "2 d"]],
    ["-5", ["agora", "now", "ahora"]],
  ]),
)("%s seconds ago in %s", async (seconds, locale, said) => {
  expect((await formatsIn(locale)).elapsed(ago(Number(seconds) * second), now)).toBe(said);
});

test.each([
  [0, "0 s"],
  [45 * second, "45 s"],
  [59_600, "1 min"],
  [12 * minute, "12 min"],
  [2 * hour, "2 h"],
  [2 * hour + 10 * minute, "2 h 10 min"],
  [76 * hour, "3 d 4 h"],
])("a span of %i ms is %s in every language", async (milliseconds, said) => {
  for (const locale of locales) expect((await formatsIn(locale)).span(milliseconds)).toBe(said);
});

test.each([
  [0, "0:00"],
  [7.4, "0:07"],
  [59.6, "1:00"],
  [750, "12:30"],
  [3723, "1:02:03"],
])("what plays for %f seconds plays %s in every language", async (seconds, said) => {
  for (const locale of locales) expect((await formatsIn(locale)).duration(seconds)).toBe(said);
});

test.each(
  table([
    ["0", ["0", "0", "0"]],
    ["1.5", ["1,5", "1.5", "1,5"]],
    ["12345", ["12.345", "12,345", "12.345"]],
    ["1234567", ["1.234.567", "1,234,567", "1.234.567"]],
  ]),
)("the number %s in %s", async (value, locale, said) => {
  expect((await formatsIn(locale)).number(Number(value))).toBe(said);
});

test.each(
  table([
    ["0", ["0 B", "0 B", "0 B"]],
    ["999", ["999 B", "999 B", "999 B"]],
    ["1024", ["1 KB", "1 KB", "1 KB"]],
    ["1440000", ["1,4 MB", "1.4 MB", "1,4 MB"]],
    ["999960", ["1 MB", "1 MB", "1 MB"]],
    ["2500000000", ["2.500 MB", "2,500 MB", "2500 MB"]],
  ]),
)("a file of %s bytes in %s", async (bytes, locale, said) => {
  expect((await formatsIn(locale)).fileSize(Number(bytes))).toBe(said);
});
