import type { Translated } from "../../../lib/i18n/translated.ts";
import type { customFields as source } from "./pt-BR.ts";

export const customFields: Translated<typeof source> = {
  title: "Custom fields",
  description:
    "What your company wants to know of each contact. They appear in the contact, in filters, imports and exports.",
  add: "New field",
  empty: "No fields yet",
  emptyText: "Add fields such as tax number, plan or birthday.",
  createTitle: "New field",
  editTitle: "Edit field",
  create: "Create field",
  name: "Name",
  kind: "Kind",
  kindStays: "The kind stays, so that nothing that was filled in is lost.",
  kinds: { TEXT: "Text", NUMBER: "Number", DATE: "Date", CHOICE: "Choice", YES_NO: "Yes or no", LINK: "Link" },
  options: "Options",
  option: "Option {number}",
  addOption: "Add option",
  removeOption: "Remove the option {name}",
  optionsLost:
    "{count, plural, one {# contact loses the option taken away.} other {# contacts lose the options taken away.}}",
  up: "Move {name} up",
  down: "Move {name} down",
  edit: "Edit {name}",
  remove: "Delete {name}",
  delete: "Delete field",
  deleteTitle: "Delete {name}?",
  deleteText:
    "{count, plural, =0 {No contact has anything in this field.} one {What # contact has in this field is deleted for good.} other {What # contacts have in this field is deleted for good.}}",
  counting: "Counting in how many contacts it is filled in…",
  deleted: "Field deleted",
  yes: "Yes",
  no: "No",
  refusals: {
    TEXT: "The text is too long.",
    NUMBER: "Write a number, such as 1234.5.",
    DATE: "Write a date, such as 2026-01-31.",
    CHOICE: "This option is not there any more.",
    YES_NO: "Choose yes or no.",
    LINK: "Write an address, such as https://example.com.",
  },
};
