import { type CustomField, Email, type ImportTarget } from "@whatskovi/contract";
import { exportWords } from "../contacts/index.ts";
import { folded } from "../../platform/folded.ts";
import { readImportedPhone } from "./read-phone.ts";

/** One list a language. */
const words = (...lists: readonly string[]): readonly string[] => lists.flatMap((list) => list.split("|"));

/** What columns are called in files of other programs, in the three languages, without accents. */
const known: Readonly<Record<"name" | "phone" | "email" | "notes" | "tags", readonly string[]>> = {
  name: words(
    "nome|nome completo|nome do contato|cliente|contato|razao social|sobrenome|primeiro nome",
    "name|full name|first name|middle name|last name|contact name|customer|given name|family name",
    "nombre|nombre completo|apellido|apellidos|contacto",
  ),
  phone: words(
    "telefone|celular|fone|numero|tel|numero de telefone|telefone celular|whatsapp|zap",
    "phone|phone number|mobile|mobile phone|number|phone 1 - value|cell|primary phone",
    "telefono|movil|numero de telefono|telefono movil",
  ),
  email: words(
    "email|e-mail|endereco de e-mail|mail|email address|e-mail address|e-mail 1 - value",
    "correo|correo electronico|direccion de correo",
  ),
  notes: words(
    "anotacoes|anotacao|observacoes|observacao|obs|notas|comentarios",
    "notes|note|comments|observaciones|nota",
  ),
  tags: words("etiquetas|etiqueta|tags|tag|grupos|labels|label|marcadores|group membership|categoria"),
};

const headerWords = (text: string) => folded(text).replace(/[_*:]/g, " ").replace(/\s+/g, " ").trim();

/** What each column seems to be: by its name, else by what stands in it. Names of the company's own fields go first. */
export function guessColumns(
  header: readonly string[] | null,
  samples: readonly (readonly string[])[],
  fields: readonly CustomField[],
): ImportTarget[] {
  const width = Math.max(header?.length ?? 0, ...samples.map((row) => row.length), 0);
  const guesses = Array.from({ length: width }, (_, column): ImportTarget => byName(header?.[column] ?? "", fields));
  for (const [target, holds] of [
    ["phone", isPhone],
    ["email", isEmail],
  ] as const) {
    if (guesses.includes(target)) continue;
    const column = guesses.findIndex(
      (guess, index) =>
        guess === "ignore" &&
        mostly(
          samples.map((row) => row[index] ?? ""),
          holds,
        ),
    );
    if (column >= 0) guesses[column] = target;
  }
  if (!guesses.includes("name") && header === null) {
    const column = guesses.findIndex(
      (guess, index) =>
        guess === "ignore" &&
        mostly(
          samples.map((row) => row[index] ?? ""),
          isWords,
        ),
    );
    if (column >= 0) guesses[column] = "name";
  }
  return guesses;
}

/** Whether the first row names the columns: it knows one of them, or holds no phone while the next rows do. */
export function hasHeader(rows: readonly (readonly string[])[], fields: readonly CustomField[]): boolean {
  const [first, ...rest] = rows;
  if (first === undefined) return false;
  if (first.some((cell) => byName(cell, fields) !== "ignore")) return true;
  return !first.some(isPhone) && rest.some((row) => row.some(isPhone));
}

function byName(name: string, fields: readonly CustomField[]): ImportTarget {
  const word = headerWords(name);
  if (word === "") return "ignore";
  const field = fields.find((one) => headerWords(one.name) === word);
  if (field !== undefined) return `field:${field.id}`;
  for (const [target, names] of Object.entries(known)) {
    const own = Object.values(exportWords).map((language) => headerWords(language[target as keyof typeof known]));
    if (names.includes(word) || own.includes(word)) return target as ImportTarget;
  }
  return "ignore";
}

const isPhone = (cell: string) =>
  /^[\d\s()+.-]{8,}$/.test(cell.trim()) && typeof readImportedPhone(cell, "BR") === "object";
const isEmail = (cell: string) => Email.safeParse(cell).success;
const isWords = (cell: string) => /\p{L}{2}/u.test(cell) && !isEmail(cell);

function mostly(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length > 0 && filled.filter(holds).length / filled.length >= 0.6;
}
