import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";

/** What the browser notifies of. Each includes what stands before it. */
export const NotificationScope = z.enum([
  "none",
  /** Mentions, and tickets transferred to me. */
  "personal",
  /** New messages in my tickets. */
  "mine",
  /** New tickets in my queues that wait for somebody. */
  "queues",
  /** New messages in every ticket that I may see. */
  "all",
]);
export type NotificationScope = z.infer<typeof NotificationScope>;

export const NotificationSound = z.enum(["none", "drop", "chime", "wood", "bell"]);
export type NotificationSound = z.infer<typeof NotificationSound>;

/** What a person may choose. What is stored is read by these, one by one: what no longer fits falls back to its default. */
export const preferenceFields = {
  theme: z.enum(["system", "light", "dark"]),
  /** Null follows the browser's language. */
  locale: z.enum(["pt-BR", "en", "es"]).nullable(),
  /** Enter sends and Shift+Enter breaks the line; otherwise Ctrl or ⌘ with Enter sends. */
  sendsOnEnter: z.boolean(),
  /** How long what was sent can be taken back before it leaves. */
  undoSeconds: z.union([z.literal(0), z.literal(3), z.literal(5), z.literal(10)]),
  notifiesOf: NotificationScope,
  /** Whether a notification shows what was written, which anybody near the screen reads. */
  showsNotificationText: z.boolean(),
  /** No notification and no sound while one has said that one is away. */
  isQuietWhenAway: z.boolean(),
  sound: NotificationSound,
  /** Per cent. */
  soundVolume: z.number().int().min(0).max(100),
  /** `hidden`: only while no window of ours is in sight. */
  soundPlays: z.enum(["always", "hidden"]),
  /** Whether keys work alone, without Ctrl or ⌘. */
  hasSingleKeyShortcuts: z.boolean(),
  /** Names of shortcuts that are switched off. */
  disabledShortcuts: z.array(z.string().min(1).max(60)).max(100),
};

/** How a person has set the product up for themselves, in every browser. */
export const Preferences = z.object({
  ...preferenceFields,
  /** Rises with every change, so that an answer that comes late does not undo a later one. */
  version: z.number().int(),
});
export type Preferences = z.infer<typeof Preferences>;

export const preferenceEndpoints = {
  getOwnPreferences: defineEndpoint({
    operationId: "getOwnPreferences",
    method: "GET",
    path: "/api/users/me/preferences",
    tag: "Users",
    summary: "One's own preferences",
    access: "AGENT",
    response: Preferences,
  }),
  changeOwnPreferences: defineEndpoint({
    operationId: "changeOwnPreferences",
    method: "PATCH",
    path: "/api/users/me/preferences",
    tag: "Users",
    summary: "Changes some of one's own preferences, in every browser at once",
    access: "AGENT",
    body: z.strictObject(preferenceFields).partial(),
    response: Preferences,
  }),
};
