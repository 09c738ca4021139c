import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyContact, applyMerge, contactKeys } from "./contact-queries.ts";
import { applyImport } from "./import/import-queries.ts";

export const contactHandlers: RealtimeHandlers = {
  "contact:update": applyContact,
  "contact:merged": applyMerge,
  "contact-import:update": applyImport,
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue === "contacts") void queryClient.invalidateQueries({ queryKey: contactKeys.all });
  },
};
