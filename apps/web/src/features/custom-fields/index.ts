/** Fields of contacts that the company has made: their list, what they hold, and their administration. */
export { customFieldsQuery } from "./field-queries.ts";
export { customFieldHandlers } from "./field-realtime.ts";
export { readableValue, valueIn } from "./field-value.ts";
export { CustomFieldsPage } from "./custom-fields-page.tsx";
