import type { Translated } from "../../../lib/i18n/translated.ts";
import type { search as source } from "./pt-BR.ts";

export const search: Translated<typeof source> = {
  title: "Search everything",
  label: "Search tickets, contacts, messages and pages",
  placeholder: "Name, phone, number or words of a message",
  results: "Results",
  sections: {
    recent: "Recent searches",
    tickets: "Tickets",
    contacts: "Contacts",
    messages: "Messages",
    actions: "In this ticket",
    places: "Go to",
  },
  more: "More messages",
  moreLoading: "Looking for more messages…",
  loading: "Searching…",
  found: "{count, plural, one {# result} other {# results}}",
  nothing: "Nothing found",
  nothingText: "Check the spelling or try fewer words. Only what you may see is shown.",
  filters: { label: "Filter messages", kind: "Kind", withFile: "With a file", period: "When" },
  note: "Note",
  file: "File",
};
