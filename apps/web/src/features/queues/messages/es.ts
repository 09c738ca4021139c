import type { Translated } from "../../../lib/i18n/translated.ts";
import type { queues as source } from "./pt-BR.ts";

export const queues: Translated<typeof source> = {
  title: "Colas",
  description: "Las atenciones nuevas esperan en una cola hasta que alguien de su equipo las acepta.",
  add: "Nueva cola",
  empty: "Ninguna cola todavía",
  emptyText: "Crea la primera cola, por ejemplo Ventas o Soporte, y elige quién atiende en ella.",
  members: "{count, plural, =0 {Nadie atiende en esta cola} one {# persona} other {# personas}}",
  priority: "Prioridad {value}",
  actionsOf: "Acciones de {name}",
  editMembers: "Personas",
  deleted: "Cola eliminada",
  form: {
    createTitle: "Nueva cola",
    editTitle: "Editar cola",
    name: "Nombre",
    color: "Color",
    description: "Descripción",
    greeting: "Mensaje de saludo",
    greetingHint: "Se envía una vez a quien abre una atención en esta cola. En blanco no se envía nada.",
    priority: "Prioridad",
    priorityHint: "De 0 a 1000. Entre varias colas posibles, la atención nueva va a la de número mayor.",
    priorityRange: "Escribe un número de 0 a 1000.",
    create: "Crear cola",
    members: "Quién atiende",
    membersPlaceholder: "Buscar personas",
  },
  membersTitle: "Quién atiende en {name}",
  membersText: "Los agentes ven las atenciones pendientes de la cola. Los supervisores siguen todas.",
  deleteTitle: "¿Eliminar {name}?",
  deleteText:
    "Las atenciones cerradas siguen en el historial, sin cola. Una cola con atenciones activas no se puede eliminar.",
  delete: "Eliminar cola",
};
