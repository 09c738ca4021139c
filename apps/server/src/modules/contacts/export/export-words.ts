/** The languages in which files are written. */
export type ExportLanguage = "pt-BR" | "en" | "es";

type Words = {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly notes: string;
  readonly tags: string;
  readonly blocked: string;
  readonly created: string;
  readonly lastContact: string;
  readonly yes: string;
  readonly no: string;
  readonly file: string;
};

/** The names of the columns; an import guesses them in each of these languages. */
export const exportWords: Readonly<Record<ExportLanguage, Words>> = {
  "pt-BR": {
    name: "Nome",
    phone: "Telefone",
    email: "E-mail",
    notes: "Anotações",
    tags: "Etiquetas",
    blocked: "Bloqueado",
    created: "Criado em",
    lastContact: "Último contato",
    yes: "sim",
    no: "não",
    file: "contatos",
  },
  en: {
    name: "Name",
    phone: "Phone",
    email: "E-mail",
    notes: "Notes",
    tags: "Tags",
    blocked: "Blocked",
    created: "Created",
    lastContact: "Last contact",
    yes: "yes",
    no: "no",
    file: "contacts",
  },
  es: {
    name: "Nombre",
    phone: "Teléfono",
    email: "Correo electrónico",
    notes: "Notas",
    tags: "Etiquetas",
    blocked: "Bloqueado",
    created: "Creado",
    lastContact: "Último contacto",
    yes: "sí",
    no: "no",
    file: "contactos",
  },
};
