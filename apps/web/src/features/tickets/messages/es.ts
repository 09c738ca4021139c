import type { Translated } from "../../../lib/i18n/translated.ts";
import type { kinds as kindsSource, ticket as ticketSource } from "./pt-BR.ts";

export const kinds: Translated<typeof kindsSource> = {
  TEXT: "Mensaje",
  IMAGE: "Imagen",
  VIDEO: "Video",
  AUDIO: "Audio",
  DOCUMENT: "Documento",
  STICKER: "Sticker",
  LOCATION: "Ubicación",
  CONTACT: "Contacto",
  SYSTEM: "Aviso de WhatsApp",
  UNSUPPORTED: "Mensaje que aún no mostramos",
};

export const ticket: Translated<typeof ticketSource> = {
  status: {
    PENDING: "Pendiente",
    OPEN: "En atención",
    CLOSED: "Cerrado",
  },
  priority: {
    LOW: "Baja",
    MEDIUM: "Normal",
    HIGH: "Alta",
    URGENT: "Urgente",
  },
  number: "Atención #{number}",
  actions: {
    accept: "Aceptar",
    transfer: "Transferir",
    return: "Devolver a la cola",
    close: "Cerrar",
    reopen: "Reabrir",
    unread: "Marcar como no leída",
    read: "Marcar como leída",
    more: "Más acciones",
    details: "Detalles",
  },
  taken: "{name} ya tomó esta atención.",
  takenBySomebody: "Esta atención ya fue tomada.",
  removed: {
    transferred: "Esta atención fue transferida y salió de tu lista.",
    transferredBy: "{name} transfirió esta atención y salió de tu lista.",
    closed: "Esta atención fue cerrada.",
    access_changed: "Ya no tienes acceso a esta atención.",
  },
  notFound: {
    title: "Atención no encontrada",
    text: "No existe o no puedes verla.",
  },
  transfer: {
    title: "Transferir atención",
    agent: "A quién",
    noAgent: "Nadie en especial",
    queue: "A qué cola",
    keepQueue: "Mantener la cola actual",
    note: "Nota para quien la reciba",
    notePlaceholder: "Qué se hizo y qué falta",
    toAgent: "Va directo a {name}.",
    toQueue: "Vuelve a esperar en la cola {name}.",
    choose: "Elige una persona, una cola o ambas.",
    submit: "Transferir",
    done: "Transferida.",
  },
  close: {
    title: "{count, plural, one {Cerrar atención} other {Cerrar # atenciones}}",
    text: "El cliente puede volver a escribir: eso abre otra atención.",
    reason: "Motivo (opcional)",
    reasonPlaceholder: "Resuelto, sin respuesta, error…",
    submit: "Cerrar",
    done: "Atención cerrada.",
  },
  returned: "De vuelta en la cola.",
  unread: "Marcada como no leída.",
  undo: "Deshacer",
};
