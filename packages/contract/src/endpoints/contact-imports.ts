import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import {
  ContactImportFailure,
  ContactImportStatus,
  CsvDelimiter,
  CsvEncoding,
  DuplicateHandling,
  RejectionReason,
} from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { UserSummary } from "./users.ts";

/** Where a column of the file goes: nowhere, into a field of contacts, or into one of the company's own (`field:` and its id). */
export const ImportTarget = z.union([
  z.enum(["ignore", "name", "phone", "email", "notes", "tags"]),
  z.string().regex(/^field:[0-9a-f-]{36}$/),
]);
export type ImportTarget = z.infer<typeof ImportTarget>;

/** How a file is read and what is done with its rows. */
export const ImportSettings = z.strictObject({
  encoding: CsvEncoding,
  delimiter: CsvDelimiter,
  /** Whether the first row names the columns. */
  hasHeader: z.boolean(),
  /** One for each column, from the left. Columns beyond are ignored. */
  mapping: z.array(ImportTarget).max(200),
  /** ISO 3166: of phones that are written without their country. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** What is done with rows whose phone is a contact's already, or came before in the file. */
  onDuplicate: DuplicateHandling,
  /** Whether tags that do not exist are made; else they are left out. */
  makesTags: z.boolean(),
});
export type ImportSettings = z.infer<typeof ImportSettings>;

/** A file of contacts on its way in. */
export const ContactImport = z.object({
  id: Id,
  status: ContactImportStatus,
  fileName: z.string(),
  /** Bytes. */
  size: z.number().int(),
  settings: ImportSettings,
  /** Rows of contacts in the file; of a draft as it was read first. */
  totalRows: z.number().int(),
  doneRows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  rejected: z.number().int(),
  /** Why it ended as FAILED. */
  failure: ContactImportFailure.nullable(),
  user: UserSummary,
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
});
export type ContactImport = z.infer<typeof ContactImport>;

/** A row as it would be stored. */
export const ImportPreviewRow = z.object({
  /** Its number in the file, from 1. */
  row: z.number().int(),
  outcome: z.enum(["create", "update", "skip", "reject"]),
  reason: RejectionReason.nullable(),
  name: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  email: z.string().nullable(),
  notes: z.string().nullable(),
  tags: z.array(z.string()),
  customFields: z.array(z.object({ fieldId: Id, value: z.string() })),
});
export type ImportPreviewRow = z.infer<typeof ImportPreviewRow>;

export const ImportPreview = z.object({
  columns: z.array(
    z.object({
      /** Null where the file does not name its columns. */
      header: z.string().nullable(),
      samples: z.array(z.string()),
      /** What it seems to be. */
      guess: ImportTarget,
    }),
  ),
  rows: z.array(ImportPreviewRow),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const contactImportEndpoints = {
  createContactImport: defineEndpoint({
    operationId: "createContactImport",
    method: "POST",
    path: "/api/contact-imports",
    tag: "Contact imports",
    summary:
      "Takes a CSV file (multipart, field `file`, at most 20 MB and 100,000 rows) and guesses how to read it; nothing is stored yet",
    access: "SUPERVISOR",
    bodyKind: "multipart",
    status: 201,
    response: ContactImport,
    errors: ["payload_too_large", "malformed_body", "unsupported_media_type"],
  }),
  listContactImports: defineEndpoint({
    operationId: "listContactImports",
    method: "GET",
    path: "/api/contact-imports",
    tag: "Contact imports",
    summary: "Imports that were begun, newest first; one's own, for administrators everybody's",
    access: "SUPERVISOR",
    query: PageQuery,
    response: pageOf(ContactImport),
  }),
  getContactImport: defineEndpoint({
    operationId: "getContactImport",
    method: "GET",
    path: "/api/contact-imports/:id",
    tag: "Contact imports",
    summary: "One import",
    access: "SUPERVISOR",
    params: IdParams,
    response: ContactImport,
    errors: ["not_found"],
  }),
  previewContactImport: defineEndpoint({
    operationId: "previewContactImport",
    method: "POST",
    path: "/api/contact-imports/:id/preview",
    tag: "Contact imports",
    summary: "The columns and the first rows of a draft as they would be stored with these settings",
    access: "SUPERVISOR",
    params: IdParams,
    body: ImportSettings,
    response: ImportPreview,
    errors: ["not_found", "contact_import_state_conflict"],
  }),
  startContactImport: defineEndpoint({
    operationId: "startContactImport",
    method: "POST",
    path: "/api/contact-imports/:id/start",
    tag: "Contact imports",
    summary: "Begins a draft; it goes on by itself, also after a restart, each row exactly once",
    access: "SUPERVISOR",
    params: IdParams,
    body: ImportSettings,
    response: ContactImport,
    errors: ["not_found", "contact_import_state_conflict"],
  }),
  cancelContactImport: defineEndpoint({
    operationId: "cancelContactImport",
    method: "POST",
    path: "/api/contact-imports/:id/cancel",
    tag: "Contact imports",
    summary: "Ends a draft or a running import; what was stored stays",
    access: "SUPERVISOR",
    params: IdParams,
    response: ContactImport,
    errors: ["not_found", "contact_import_state_conflict"],
  }),
  getContactImportRejections: defineEndpoint({
    operationId: "getContactImportRejections",
    method: "GET",
    path: "/api/contact-imports/:id/rejections",
    tag: "Contact imports",
    summary: "The rejected rows as a CSV in the layout of the file, with the reason as the last column",
    access: "SUPERVISOR",
    params: IdParams,
    query: z.strictObject({ language: z.enum(["pt-BR", "en", "es"]).default("pt-BR") }),
    errors: ["not_found"],
  }),
};
