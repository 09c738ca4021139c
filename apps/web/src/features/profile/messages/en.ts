import type { Translated } from "../../../lib/i18n/translated.ts";
import type { profile as source } from "./pt-BR.ts";

export const profile: Translated<typeof source> = {
  title: "Profile and sessions",
  sessions: "Where you are signed in",
  sessionsText: "Every browser in which you have signed in. End what you do not recognise.",
  here: "This browser",
  unknownBrowser: "Unknown browser",
  browserOn: "{browser} on {system}",
  lastUsed: "Last used: {time}",
  end: "End",
  endNamed: "End the session of {name}",
  endAll: "Sign out everywhere",
  endAllTitle: "Sign out of all browsers?",
  endAllText: "All your sessions end, this one included. You will have to sign in again.",
  ended: "Session ended",
  password: "Change password",
  passwordText: "Your other sessions end when the password changes.",
  currentPassword: "Current password",
  changePassword: "Change password",
  passwordChanged: "Password changed",
  wrongPassword: "The current password is not right.",
};
