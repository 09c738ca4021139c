import type { CustomField } from "@whatskovi/contract";
import { AppError } from "../../platform/errors/app-error.ts";
import type { FieldChange } from "./custom-field.repository.ts";
import { readFieldValue } from "./field-value.ts";

/**
 * What is asked for as it is kept. Throws `invalid_input` naming the field that does not exist, is named twice, or cannot hold
 * its value. An empty text empties.
 */
export function checkFieldValues(fields: readonly CustomField[], changes: readonly FieldChange[]): FieldChange[] {
  return changes.map(({ fieldId, value }, index) => {
    const refuse = (message: string) =>
      new AppError("invalid_input", { fields: [{ path: `body.customFields.${index}`, message }] });
    const field = fields.find(({ id }) => id === fieldId);
    if (field === undefined) throw refuse("no field has this id");
    if (changes.findIndex((other) => other.fieldId === fieldId) !== index) throw refuse("this field is named twice");
    if (value === null || value.trim() === "") return { fieldId, value: null };
    const kept = readFieldValue(field, value);
    if (kept === null) throw refuse(`not a value of the kind ${field.kind}`);
    return { fieldId, value: kept };
  });
}
