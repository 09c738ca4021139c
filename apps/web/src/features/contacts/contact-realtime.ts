import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyContact, applyMerge } from "./contact-queries.ts";

export const contactHandlers: RealtimeHandlers = {
  "contact:update": applyContact,
  "contact:merged": applyMerge,
};
