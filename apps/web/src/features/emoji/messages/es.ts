import type { Translated } from "../../../lib/i18n/translated.ts";
import type { emoji as source } from "./pt-BR.ts";

export const emoji: Translated<typeof source> = {
  open: "Emojis",
  label: "Elegir un emoji",
  search: "Buscar un emoji",
  recent: "Usados hace poco",
  found: "Encontrados",
  none: "Ningún emoji con este nombre",
  failed: "No se pudieron cargar los emojis. Cierra y abre de nuevo.",
  tone: "Tono de piel",
  tones: {
    none: "Amarillo",
    light: "Claro",
    mediumLight: "Medio claro",
    medium: "Medio",
    mediumDark: "Medio oscuro",
    dark: "Oscuro",
  },
  groups: {
    smileys: "Caras",
    people: "Personas y cuerpo",
    nature: "Animales y naturaleza",
    food: "Comida y bebida",
    travel: "Viajes y lugares",
    activities: "Actividades",
    objects: "Objetos",
    symbols: "Símbolos",
    flags: "Banderas",
  },
};
