import type { Translated } from "../../../lib/i18n/translated.ts";
import type { shell as source } from "./pt-BR.ts";

export const shell: Translated<typeof source> = {
  navigation: "Main navigation",
  skip: "Skip to content",
  inbox: "Tickets",
  contacts: "Contacts",
  connections: "Connections",
  queues: "Queues",
  tags: "Tags",
  users: "Team",
  simulator: "Simulator",
  more: "More",
  account: "Your account: {name}",
  profile: "Profile and sessions",
  signOut: "Sign out",
  status: "Your availability",
  theme: "Appearance",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  language: "Language",
  languages: { "pt-BR": "Português (Brasil)", en: "English", es: "Español" },
  offline: "No connection to the server. You can read and write; what is missing appears by itself when it is back.",
  unreachable: "The server did not answer",
};
