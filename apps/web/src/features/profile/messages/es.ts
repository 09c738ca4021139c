import type { Translated } from "../../../lib/i18n/translated.ts";
import type { profile as source } from "./pt-BR.ts";

export const profile: Translated<typeof source> = {
  title: "Perfil y sesiones",
  sessions: "Dónde tienes la sesión abierta",
  sessionsText: "Cada navegador en el que entraste. Cierra lo que no reconozcas.",
  here: "Este navegador",
  unknownBrowser: "Navegador desconocido",
  browserOn: "{browser} en {system}",
  lastUsed: "Último uso: {time}",
  end: "Cerrar",
  endNamed: "Cerrar la sesión de {name}",
  endAll: "Salir de todos",
  endAllTitle: "¿Salir de todos los navegadores?",
  endAllText: "Todas tus sesiones terminan, incluida esta. Tendrás que entrar de nuevo.",
  ended: "Sesión cerrada",
  password: "Cambiar la contraseña",
  passwordText: "Tus otras sesiones terminan cuando la contraseña cambia.",
  currentPassword: "Contraseña actual",
  changePassword: "Cambiar contraseña",
  passwordChanged: "Contraseña cambiada",
  wrongPassword: "La contraseña actual no coincide.",
};
