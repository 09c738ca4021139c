/** Files of contacts: how they are read, what they would do, and doing it row by row. */
export { contactImportHandlers } from "./contact-import.controller.ts";
export { loadContactImport, pruneImports } from "./contact-import.repository.ts";
export { IMPORT_CONTACTS, type ImportContactsPayload } from "./import-jobs.repository.ts";
export { giveUpImport, runImport, type RunImportDeps } from "./run-import.ts";
