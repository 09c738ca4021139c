import type { Translated } from "../../../lib/i18n/translated.ts";
import type { customFields as source } from "./pt-BR.ts";

export const customFields: Translated<typeof source> = {
  title: "Campos personalizados",
  description:
    "Lo que su empresa quiere saber de cada contacto. Aparecen en el contacto, los filtros, la importación y la exportación.",
  add: "Nuevo campo",
  empty: "Todavía no hay campos",
  emptyText: "Cree campos como documento, plan o fecha de nacimiento.",
  createTitle: "Nuevo campo",
  editTitle: "Editar campo",
  create: "Crear campo",
  name: "Nombre",
  kind: "Tipo",
  kindStays: "El tipo no cambia, para que no se pierda nada de lo que ya se completó.",
  kinds: { TEXT: "Texto", NUMBER: "Número", DATE: "Fecha", CHOICE: "Opción", YES_NO: "Sí o no", LINK: "Enlace" },
  options: "Opciones",
  option: "Opción {number}",
  addOption: "Agregar opción",
  removeOption: "Quitar la opción {name}",
  optionsLost:
    "{count, plural, one {# contacto pierde la opción quitada.} other {# contactos pierden las opciones quitadas.}}",
  up: "Subir {name}",
  down: "Bajar {name}",
  edit: "Editar {name}",
  remove: "Eliminar {name}",
  delete: "Eliminar campo",
  deleteTitle: "¿Eliminar {name}?",
  deleteText:
    "{count, plural, =0 {Ningún contacto tiene este campo completo.} one {Lo que # contacto tiene en este campo se borra y no vuelve.} other {Lo que # contactos tienen en este campo se borra y no vuelve.}}",
  counting: "Contando en cuántos contactos está completo…",
  deleted: "Campo eliminado",
  yes: "Sí",
  no: "No",
  refusals: {
    TEXT: "El texto es demasiado largo.",
    NUMBER: "Escriba un número, como 1234,5.",
    DATE: "Escriba una fecha, como 31/01/2026.",
    CHOICE: "Esta opción ya no existe.",
    YES_NO: "Elija sí o no.",
    LINK: "Escriba una dirección, como https://ejemplo.com.",
  },
};
