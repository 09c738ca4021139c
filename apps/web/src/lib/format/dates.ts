import type { Locale } from "../../stores/preferences.ts";

const dayLength = 86_400_000;

/** The calendar day an instant falls on for the reader, as `2026-01-31`. */
export function dayOf(at: string | number | Date): string {
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** How many calendar days lie between an instant and now: 0 is today, 1 is yesterday. */
export function daysAgo(at: string | number | Date, now: number): number {
  return Math.round((Date.parse(`${dayOf(now)}T12:00:00Z`) - Date.parse(`${dayOf(at)}T12:00:00Z`)) / dayLength);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and are kept. */
export function dateFormatter(locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

export const timeOf = (locale: Locale, at: string): string =>
  dateFormatter(locale, "time", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

export const weekdayOf = (locale: Locale, at: string): string =>
  dateFormatter(locale, "weekday", { weekday: "long" }).format(new Date(at));

export const shortDateOf = (locale: Locale, at: string): string =>
  dateFormatter(locale, "date", { day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date(at));

export const longDateOf = (locale: Locale, at: string): string =>
  dateFormatter(locale, "long", { day: "numeric", month: "long", year: "numeric" }).format(new Date(at));

export const dateTimeOf = (locale: Locale, at: string): string =>
  dateFormatter(locale, "both", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
