import type { Translated } from "../../../lib/i18n/translated.ts";
import type { shell as source } from "./pt-BR.ts";

export const shell: Translated<typeof source> = {
  navigation: "Navegación principal",
  skip: "Ir al contenido",
  inbox: "Atenciones",
  contacts: "Contactos",
  connections: "Conexiones",
  queues: "Colas",
  tags: "Etiquetas",
  users: "Equipo",
  simulator: "Simulador",
  more: "Más",
  account: "Tu cuenta: {name}",
  profile: "Perfil y sesiones",
  signOut: "Salir",
  status: "Tu disponibilidad",
  theme: "Apariencia",
  themes: { system: "Del sistema", light: "Clara", dark: "Oscura" },
  language: "Idioma",
  languages: { "pt-BR": "Português (Brasil)", en: "English", es: "Español" },
  offline: "Sin conexión con el servidor. Puedes leer y escribir; lo que falte aparecerá solo cuando vuelva.",
  unreachable: "El servidor no respondió",
};
