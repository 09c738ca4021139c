/** Search: messages by their words. */
export { searchHandlers } from "./search.controller.ts";
export { WRITE_MESSAGE_WORDS, writeMessageWords } from "./message-words.repository.ts";
