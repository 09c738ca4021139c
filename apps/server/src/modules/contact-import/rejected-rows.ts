import type { RejectionReason } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { BYTE_ORDER_MARK, type CsvFile, writeRows } from "../../platform/csv/index.ts";
import type { ExportLanguage } from "../contacts/index.ts";
import { listRejections } from "./contact-import.repository.ts";
import { loadOwnImport } from "./import.access.ts";

const BATCH = 1000;

/** What stands in the last column. */
const words: Readonly<Record<ExportLanguage, Readonly<Record<RejectionReason | "column" | "file", string>>>> = {
  "pt-BR": {
    file: "recusados",
    column: "Motivo",
    phone_missing: "Falta o telefone",
    phone_invalid: "O telefone não existe no plano de numeração",
    phone_scientific: "A planilha cortou os dígitos do telefone; formate a coluna como texto",
    email_invalid: "O e-mail não é válido",
    name_too_long: "O nome tem mais de 120 caracteres",
    notes_too_long: "As anotações têm mais de 4.000 caracteres",
    field_invalid: "Um campo personalizado não aceita este valor",
    out_of_sight: "O telefone é de um contato que você não pode ver",
  },
  en: {
    file: "rejected",
    column: "Reason",
    phone_missing: "The phone is missing",
    phone_invalid: "No numbering plan has this phone",
    phone_scientific: "The spreadsheet has cut the digits of the phone; format the column as text",
    email_invalid: "The e-mail address is not valid",
    name_too_long: "The name has more than 120 characters",
    notes_too_long: "The notes have more than 4,000 characters",
    field_invalid: "A custom field does not take this value",
    out_of_sight: "The phone is of a contact that you may not see",
  },
  es: {
    file: "rechazados",
    column: "Motivo",
    phone_missing: "Falta el teléfono",
    phone_invalid: "El teléfono no existe en el plan de numeración",
    phone_scientific: "La hoja cortó los dígitos del teléfono; use la columna como texto",
    email_invalid: "El correo no es válido",
    name_too_long: "El nombre tiene más de 120 caracteres",
    notes_too_long: "Las notas tienen más de 4.000 caracteres",
    field_invalid: "Un campo personalizado no acepta este valor",
    out_of_sight: "El teléfono es de un contacto que usted no puede ver",
  },
};

/** Writes the rejected rows as they stood, with the reason as the last column: mended, they can be imported again. */
export async function writeRejectedRows(
  context: UserContext,
  { id, language }: { id: string; language: ExportLanguage },
): Promise<CsvFile> {
  const found = await loadOwnImport(context, id);
  const { delimiter, mapping } = found.settings;
  const width = Math.max(found.header?.length ?? 0, mapping.length);
  const filled = (cells: readonly string[]) => [
    ...cells,
    ...Array.from({ length: Math.max(0, width - cells.length) }, () => ""),
  ];
  async function* lines() {
    const header = found.header === null ? [] : [[...filled(found.header), words[language].column]];
    yield BYTE_ORDER_MARK + writeRows(header, delimiter);
    for (let after = 0; ;) {
      const rows = await listRejections(context.db, id, after, BATCH);
      after = rows.at(-1)?.row ?? after;
      yield writeRows(
        rows.map(({ cells, reason }) => [...filled(cells), words[language][reason]]),
        delimiter,
      );
      if (rows.length < BATCH) return;
    }
  }
  return { name: `${words[language].file}.csv`, text: lines() };
}
