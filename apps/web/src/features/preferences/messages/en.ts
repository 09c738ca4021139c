import type { Translated } from "../../../lib/i18n/translated.ts";
import type { preferences as source } from "./pt-BR.ts";

export const preferences: Translated<typeof source> = {
  title: "Preferences",
  text: "Yours alone, kept with your account: they hold in every browser as soon as you change them.",
  notifications: "Notifications",
  notificationsText: "What appears outside this page. With the conversation open before you, nothing shows or sounds.",
  notifiesOf: "Notify me of",
  scopes: {
    all: { label: "Everything I see", hint: "Every new message of any ticket, colleagues’ too." },
    queues: { label: "My queues", hint: "New tickets waiting in your queues, and all below." },
    mine: { label: "My tickets", hint: "New messages from your customers, and all below." },
    personal: { label: "Only what is meant for me", hint: "Mentions in notes and tickets handed to you." },
    none: { label: "Nothing", hint: "Mentions and transfers are still kept under Notifications." },
  },
  showsText: "Show what was written",
  showsTextHint: "Off, it says only whom it is from. Good when others see your screen.",
  quietWhenAway: "Quiet while I am away",
  quietWhenAwayHint: "When you have said so yourself, in the account menu.",
  browser: {
    allow: "Allow notifications",
    granted: {
      title: "This browser shows notifications",
      text: "To stop them here alone, block this site’s notifications in the browser.",
    },
    default: {
      title: "This browser does not show notifications yet",
      text: "It will ask you whether it may. Each browser asks once.",
    },
    denied: {
      title: "This browser blocks notifications",
      text: "Click the icon beside the address, open the site’s permissions, allow notifications and reload the page.",
    },
    unsupported: {
      title: "No notifications here",
      text: "Browsers show notifications only on secure pages (https). The sound and the number in the title remain.",
    },
  },
  sound: "Sound",
  soundText: "Plays with the notifications above, once, however many tabs are open.",
  whichSound: "Notification sound",
  sounds: { drop: "Drop", chime: "Three notes", wood: "Wood", bell: "Bell", none: "None" },
  trySound: "Listen",
  volume: "Volume",
  soundPlays: "When it plays",
  occasions: { always: "With every notification", hidden: "Only while no window of this product is in sight" },
  soundBlocked: "The browser plays sounds only after a click on this page.",
  soundFailed:
    "The browser did not let it play. See whether sound is allowed for this site and there is a way for it out.",
  writing: "Writing",
  keyboard: "Keyboard",
  keyboardText: "The list of all shortcuts opens with ? in the inbox; each can be switched on and off there.",
  switchedOff:
    "{count, plural, =0 {No shortcut is switched off} one {# shortcut is switched off} other {# shortcuts are switched off}}",
  switchAllOn: "Switch all on",
  appearance: "Appearance and language",
  languageOfBrowser: "The browser’s",
};
