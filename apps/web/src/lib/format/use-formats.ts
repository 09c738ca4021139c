import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { Locale } from "../../stores/preferences.ts";
import { useLocale } from "use-intl/react";
import { dateTimeOf, daysAgo, longDateOf, shortDateOf, timeOf, weekdayOf } from "./dates.ts";
import { formatPhone } from "./phone.ts";

type Translator = ReturnType<typeof useTranslations<"format">>;

function elapsedOf(t: Translator, at: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 1) return t("now");
  if (minutes < 60) return t("minutes", { count: String(minutes) });
  if (minutes < 48 * 60) return t("hours", { count: String(Math.floor(minutes / 60)) });
  return t("days", { count: String(Math.floor(minutes / 1440)) });
}

/** Dates, durations, sizes and phones in the reader's language. */
export function useFormats() {
  const locale = useLocale() as Locale;
  const t = useTranslations("format");
  return useMemo(
    () => ({
      phone: formatPhone,

      /** `14:05` */
      time: (at: string) => timeOf(locale, at),

      /** `31/01/2026, 14:05` */
      dateTime: (at: string) => dateTimeOf(locale, at),

      /** In a list: the time today, "yesterday", the weekday in the last six days, else the date. */
      listDate(at: string, now = Date.now()) {
        const days = daysAgo(at, now);
        if (days <= 0) return timeOf(locale, at);
        if (days === 1) return t("yesterday");
        return days < 7 ? weekdayOf(locale, at) : shortDateOf(locale, at);
      },

      /** A calendar day, `2026-01-31`, as `31/01/2026`. */
      day: (day: string) => shortDateOf(locale, `${day}T12:00:00`),

      /** Between days of a conversation: "yesterday", the weekday, or `31 de janeiro de 2026`; null today. */
      dayTitle(at: string, now = Date.now()) {
        const days = daysAgo(at, now);
        if (days <= 0) return null;
        if (days === 1) return t("yesterday");
        return days < 7 ? weekdayOf(locale, at) : longDateOf(locale, at);
      },

      /** How long since: `now`, `5 min`, `2 h`, `3 d`. */
      elapsed: (at: string, now = Date.now()) => elapsedOf(t, at, now),

      /** In a sentence, "for …": as `elapsed`, but `less than a minute` at first. */
      elapsedLength(at: string, now = Date.now()) {
        return now - Date.parse(at) < 60_000 ? t("underMinute") : elapsedOf(t, at, now);
      },

      /** A length of time from milliseconds: `45 s`, `12 min`, `2 h 10 min`, `3 d 4 h`. */
      span(milliseconds: number) {
        const seconds = Math.max(0, Math.round(milliseconds / 1000));
        if (seconds < 60) return t("seconds", { count: String(seconds) });
        const minutes = Math.round(seconds / 60);
        const parts =
          minutes < 60 * 48
            ? [["hours", Math.floor(minutes / 60)] as const, ["minutes", minutes % 60] as const]
            : [["days", Math.floor(minutes / 1440)] as const, ["hours", Math.floor((minutes % 1440) / 60)] as const];
        return parts
          .filter(([, count]) => count > 0)
          .map(([unit, count]) => t(unit, { count: String(count) }))
          .join(" ");
      },

      /** How long something plays: `0:07`, `12:30`, `1:02:03`. */
      duration(seconds: number) {
        const whole = Math.max(0, Math.round(seconds));
        const two = (value: number) => String(value).padStart(2, "0");
        const minutes = Math.floor(whole / 60) % 60;
        const hours = Math.floor(whole / 3600);
        const rest = two(whole % 60);
        return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
      },

      number: (value: number) => new Intl.NumberFormat(locale).format(value),

      /** A file's size from bytes: `1,4 MB`. */
      fileSize(bytes: number) {
        const format = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
        if (bytes < 1000) return t("bytes", { value: format(bytes) });
        // Rounded, what is just under a megabyte would be a thousand kilobytes.
        if (bytes < 999_950) return t("kilobytes", { value: format(bytes / 1000) });
        return t("megabytes", { value: format(bytes / 1_000_000) });
      },
    }),
    [locale, t],
  );
}
