/** Whom a text can name with `@`: colleagues in a note, people of a group in a reply. */
export { mentionHandlers } from "./mention.controller.ts";
export { findNamed } from "./colleague.read-model.ts";
