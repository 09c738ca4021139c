import type { Preferences } from "./endpoints/preferences.ts";

/** What holds for whoever has chosen nothing yet. */
export const defaultPreferences: Preferences = {
  theme: "system",
  locale: null,
  sendsOnEnter: true,
  undoSeconds: 3,
  notifiesOf: "queues",
  showsNotificationText: true,
  isQuietWhenAway: true,
  sound: "drop",
  soundVolume: 60,
  soundPlays: "always",
  hasSingleKeyShortcuts: true,
  disabledShortcuts: [],
  version: 0,
};
