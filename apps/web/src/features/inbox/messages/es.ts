import type { Translated } from "../../../lib/i18n/translated.ts";
import type { inbox as inboxSource } from "./pt-BR.ts";

export const inbox: Translated<typeof inboxSource> = {
  title: "Atenciones",
  listName: "Lista de atenciones",
  tabs: {
    mine: "Míos",
    pending: "Pendientes",
    all: "Todos",
    closed: "Cerrados",
    label: "Qué atenciones",
    overflow: "999+",
  },
  search: {
    label: "Buscar atenciones",
    placeholder: "Nombre, teléfono o número",
  },
  filters: {
    open: "Filtrar",
    active: "{count, plural, one {# filtro activo} other {# filtros activos}}",
    queue: "Cola",
    tag: "Etiqueta",
    connection: "Conexión",
    agent: "Agente",
    any: "Cualquiera",
    nobody: "Nadie",
    unread: "Solo no leídos",
    clear: "Quitar filtros",
    sort: "Orden",
    sorts: {
      lastMessageAt: "Mensaje más reciente",
      waitingSince: "Más tiempo esperando",
      createdAt: "Abiertos más recientes",
      priority: "Prioridad",
    },
  },
  row: {
    you: "Tú:",
    note: "Nota:",
    draft: "Borrador:",
    noMessage: "Ningún mensaje todavía",
    unread: "{count, plural, one {# no leído} other {# no leídos}}",
    waiting: "Espera desde hace {time}",
    with: "Con {name}",
    priority: {
      HIGH: "Alta",
      URGENT: "Urgente",
    },
  },
  empty: {
    mine: {
      title: "Ninguna atención contigo",
      text: "Acepta una atención pendiente para empezar.",
      action: "Ver pendientes",
    },
    pending: {
      title: "Nadie está esperando",
      text: "Cuando un cliente escriba, la atención aparecerá aquí sola.",
    },
    all: {
      title: "Ninguna atención activa",
      text: "Aquí están las atenciones pendientes y en curso.",
    },
    closed: {
      title: "Nada cerrado todavía",
      text: "Las atenciones cerradas quedan aquí y pueden reabrirse.",
    },
    search: {
      title: "Nada encontrado",
      text: "Revisa la búsqueda y los filtros, o mira en otra pestaña.",
    },
    connect: "Conectar un número",
  },
  loadingMore: "Cargando más",
  resize: "Ancho de la lista",
  back: "Volver a la lista",
  select: {
    title: "Elige una atención",
    text: "Usa las flechas o J y K para recorrer la lista y Enter para abrir.",
    shortcuts: "Ver atajos",
  },
  shortcuts: {
    title: "Atajos de teclado",
    move: "Siguiente y anterior en la lista",
    open: "Abrir la atención",
    accept: "Aceptar",
    transfer: "Transferir",
    close: "Cerrar",
    reply: "Responder",
    note: "Nota interna",
    search: "Buscar",
    details: "Mostrar u ocultar los detalles",
    back: "Volver",
    help: "Mostrar estos atajos",
    send: "Enviar",
    newline: "Nueva línea",
  },
};
