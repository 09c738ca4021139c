import type { Translated } from "../../../lib/i18n/translated.ts";
import type { preferences as source } from "./pt-BR.ts";

export const preferences: Translated<typeof source> = {
  title: "Preferencias",
  text: "Solo tuyas, guardadas en tu cuenta: valen en cualquier navegador en cuanto las cambias.",
  notifications: "Notificaciones",
  notificationsText: "Lo que aparece fuera de esta página. Con la conversación abierta delante, nada avisa ni suena.",
  notifiesOf: "Avisar de",
  scopes: {
    all: { label: "Todo lo que veo", hint: "Cada mensaje nuevo de cualquier atención, también de colegas." },
    queues: { label: "Mis colas", hint: "Atenciones nuevas esperando en tus colas, y todo lo de abajo." },
    mine: { label: "Mis atenciones", hint: "Mensajes nuevos de tus clientes, y todo lo de abajo." },
    personal: { label: "Solo lo que es para mí", hint: "Menciones en notas y atenciones que te pasan." },
    none: { label: "Nada", hint: "Las menciones y transferencias siguen en Notificaciones." },
  },
  showsText: "Mostrar lo que se escribió",
  showsTextHint: "Apagado, el aviso dice solo de quién es. Útil cuando otros ven tu pantalla.",
  quietWhenAway: "Silencio cuando estoy ausente",
  quietWhenAwayHint: "Vale cuando tú mismo dices que estás ausente, en el menú de la cuenta.",
  browser: {
    allow: "Permitir avisos",
    granted: {
      title: "Este navegador muestra avisos",
      text: "Para pararlos solo aquí, bloquea las notificaciones de este sitio en el navegador.",
    },
    default: {
      title: "Este navegador todavía no muestra avisos",
      text: "Te va a preguntar si puede. Cada navegador pregunta una vez.",
    },
    denied: {
      title: "Este navegador bloquea los avisos",
      text: "Haz clic en el icono junto a la dirección, abre los permisos del sitio, permite notificaciones y recarga la página.",
    },
    unsupported: {
      title: "Aquí no hay avisos",
      text: "El navegador solo muestra avisos en páginas seguras (https). El sonido y el número en el título siguen.",
    },
  },
  sound: "Sonido",
  soundText: "Suena junto con los avisos de arriba, una sola vez, aunque haya varias pestañas abiertas.",
  whichSound: "Sonido del aviso",
  sounds: { drop: "Gota", chime: "Tres notas", wood: "Madera", bell: "Campana", none: "Ninguno" },
  trySound: "Escuchar",
  volume: "Volumen",
  soundPlays: "Cuándo suena",
  occasions: { always: "Con cada aviso", hidden: "Solo cuando ninguna ventana de aquí está a la vista" },
  soundBlocked: "El navegador solo reproduce sonidos después de un clic en esta página.",
  soundFailed:
    "El navegador no dejó que sonara. Mira si el sonido de este sitio está permitido y si hay salida de audio.",
  writing: "Escribir",
  keyboard: "Teclado",
  keyboardText:
    "La lista de todos los atajos se abre con la tecla ? en la bandeja; allí cada uno se enciende y se apaga.",
  switchedOff: "{count, plural, =0 {Ningún atajo apagado} one {# atajo apagado} other {# atajos apagados}}",
  switchAllOn: "Encender todos",
  appearance: "Apariencia e idioma",
  languageOfBrowser: "El del navegador",
};
