import type { Translated } from "../../../lib/i18n/translated.ts";
import type { tags as source } from "./pt-BR.ts";

export const tags: Translated<typeof source> = {
  title: "Tags",
  description: "Tags mark tickets and contacts, to filter them later.",
  add: "New tag",
  empty: "No tag yet",
  emptyText: "Make tags to mark subjects, for example Quote or Exchange.",
  edit: "Edit {name}",
  remove: "Delete {name}",
  deleted: "Tag deleted",
  createTitle: "New tag",
  editTitle: "Edit tag",
  create: "Create tag",
  name: "Name",
  color: "Colour",
  deleteTitle: "Delete {name}?",
  deleteText: "The tag is taken off every ticket and contact.",
  delete: "Delete tag",
};
