import type { Translated } from "../../../lib/i18n/translated.ts";
import type { search as source } from "./pt-BR.ts";

export const search: Translated<typeof source> = {
  title: "Buscar en todo",
  label: "Buscar atenciones, contactos, mensajes y páginas",
  placeholder: "Nombre, teléfono, número o palabras de un mensaje",
  results: "Resultados",
  sections: {
    recent: "Búsquedas recientes",
    tickets: "Atenciones",
    contacts: "Contactos",
    messages: "Mensajes",
    actions: "En esta atención",
    places: "Ir a",
  },
  more: "Más mensajes",
  moreLoading: "Buscando más mensajes…",
  loading: "Buscando…",
  found: "{count, plural, one {# resultado} other {# resultados}}",
  nothing: "No se encontró nada",
  nothingText: "Revisa la escritura o prueba con menos palabras. Solo aparece lo que puedes ver.",
  filters: { label: "Filtrar mensajes", kind: "Tipo", withFile: "Con archivo", period: "Cuándo" },
  note: "Nota",
  file: "Archivo",
};
