import type { Translated } from "../../../lib/i18n/translated.ts";
import type { tags as source } from "./pt-BR.ts";

export const tags: Translated<typeof source> = {
  title: "Etiquetas",
  description: "Las etiquetas marcan atenciones y contactos, para filtrarlos después.",
  add: "Nueva etiqueta",
  empty: "Ninguna etiqueta todavía",
  emptyText: "Crea etiquetas para marcar asuntos, por ejemplo Presupuesto o Cambio.",
  edit: "Editar {name}",
  remove: "Eliminar {name}",
  deleted: "Etiqueta eliminada",
  createTitle: "Nueva etiqueta",
  editTitle: "Editar etiqueta",
  create: "Crear etiqueta",
  name: "Nombre",
  color: "Color",
  deleteTitle: "¿Eliminar {name}?",
  deleteText: "La etiqueta sale de todas las atenciones y contactos.",
  delete: "Eliminar etiqueta",
};
