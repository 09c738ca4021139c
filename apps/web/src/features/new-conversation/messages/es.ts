import type { Translated } from "../../../lib/i18n/translated.ts";
import type { newConversation as source } from "./pt-BR.ts";

export const newConversation: Translated<typeof source> = {
  title: "Nueva conversación",
  titleWith: "Conversar con {name}",
  description: "La atención queda contigo. Quien ya tiene una en curso por esta conexión sigue en ella.",
  phone: "Teléfono",
  phoneHint: "Con código de país y de área.",
  name: "Nombre",
  nameHint: "Si todavía no es un contacto.",
  connection: "Por qué número",
  queue: "Fila",
  anyQueue: "La fila del número",
  submit: "Abrir conversación",
  takenBy: "{name} ya está atendiendo a este contacto.",
  waitingIn: "Este contacto ya espera en la fila {queue}.",
  checking: "Preguntando a WhatsApp",
  isThere: "Está en WhatsApp: {phone}",
  isNotThere: "Este número no está en WhatsApp.",
};
