/** Emoji, by picture and by name. Data and picker are loaded when somebody reaches for them. */
export { EmojiButton } from "./emoji-button.tsx";
export { type Emoji, loadEmoji, searchEmoji, withTone } from "./emoji-data.ts";
