import type { Translated } from "../../../lib/i18n/translated.ts";
import type { newConversation as source } from "./pt-BR.ts";

export const newConversation: Translated<typeof source> = {
  title: "New conversation",
  titleWith: "Talk to {name}",
  description: "The ticket is yours. Whoever has one under way on this connection goes on in it.",
  phone: "Phone",
  phoneHint: "With country and area code.",
  name: "Name",
  nameHint: "If it is not a contact yet.",
  connection: "By which number",
  queue: "Queue",
  anyQueue: "The number's queue",
  submit: "Open conversation",
  takenBy: "{name} is already serving this contact.",
  waitingIn: "This contact is already waiting in the queue {queue}.",
  checking: "Asking WhatsApp",
  isThere: "Is on WhatsApp: {phone}",
  isNotThere: "This number is not on WhatsApp.",
};
