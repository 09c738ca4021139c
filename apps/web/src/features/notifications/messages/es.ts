import type { Translated } from "../../../lib/i18n/translated.ts";
import type { notifications as source } from "./pt-BR.ts";

export const notifications: Translated<typeof source> = {
  title: "Notificaciones",
  which: "Qué notificaciones",
  all: "Todas",
  onlyUnread: "No leídas",
  unread: "No leída:",
  unreadCount: "{count, plural, one {# no leída} other {# no leídas}}",
  readAll: "Marcar todas como leídas",
  readOne: "Marcar como leída",
  in: "{contact} · #{number}",
  deleted: "La nota fue borrada",
  nothing: "Todavía no hay nada",
  nothingText: "Cuando alguien te mencione en una nota o te pase una atención, el aviso queda aquí hasta que lo veas.",
  nothingUnread: "Todo leído",
  nothingUnreadText: "Lo que ya viste sigue en “Todas”.",
  notice: {
    somebody: "Alguien",
    mention: "{name} te mencionó",
    transfer: "{name} te pasó una atención",
    queueTicket: "Nueva atención: {name}",
    waiting: "Esperando en la cola",
    waitingIn: "Esperando en la cola {queue}",
    messages: "{count, plural, one {Mensaje nuevo} other {# mensajes nuevos}}",
    summary: "Novedades en {count, plural, one {# atención} other {# atenciones}}",
    others: "{count, plural, one {# más} other {# más}}",
  },
  lines: {
    offer: "Llegó algo para ti. Este navegador todavía no avisa fuera de esta página.",
    allow: "Permitir avisos",
    later: "Ahora no",
    soundBlocked: "El navegador solo toca el sonido de los avisos después de un clic en esta página.",
  },
};
