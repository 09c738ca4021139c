/** Fields of contacts that the company has made: what they hold, and what each contact has in them. */
export { checkFieldValues } from "./check-field-values.ts";
export { customFieldHandlers } from "./custom-field.controller.ts";
export {
  customFieldsColumn,
  type FieldChange,
  holdCustomFields,
  loadCustomFields,
  type MovedValues,
  moveFieldValues,
  returnFieldValues,
  writeFieldValues,
  writeManyFieldValues,
} from "./custom-field.repository.ts";
export { readFieldValue, showFieldValue } from "./field-value.ts";
