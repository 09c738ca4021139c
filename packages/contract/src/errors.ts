import { z } from "zod";

/**
 * Every error code of the API with its HTTP status and the sentence for a person who reads English. Screens translate by
 * `code`. A code is stable: it is never renamed or reused.
 */
export const errorCatalogue = {
  invalid_input: { status: 400, title: "Some fields are not right." },
  malformed_body: { status: 400, title: "The request could not be read." },
  unauthenticated: { status: 401, title: "Sign in to continue." },
  invalid_credentials: { status: 401, title: "E-mail or password is not right." },
  session_expired: { status: 401, title: "Your session has ended. Sign in again." },
  invalid_signature: { status: 401, title: "The signature of this request is not right." },
  forbidden: { status: 403, title: "You may not do this." },
  not_found: { status: 404, title: "This does not exist, or you may not see it." },
  method_not_allowed: { status: 405, title: "This address does not take that method." },
  already_set_up: { status: 409, title: "WhatsKovi has been set up already." },
  setup_required: { status: 409, title: "WhatsKovi has no administrator yet. Set it up first." },
  already_exists: { status: 409, title: "Something with this name or address exists already." },
  limit_reached: { status: 409, title: "There are as many as there may be. Delete one first." },
  in_use: { status: 409, title: "This is still in use." },
  last_administrator: { status: 409, title: "There must be at least one active administrator." },
  ticket_already_taken: { status: 409, title: "Somebody else has taken this ticket." },
  ticket_state_conflict: { status: 409, title: "The ticket has changed meanwhile, so this is not possible now." },
  max_tickets_reached: { status: 409, title: "You have as many open tickets as you may have." },
  active_ticket_exists: { status: 409, title: "This contact has another active ticket on this number." },
  not_on_whatsapp: { status: 409, title: "This phone number is not on WhatsApp." },
  contact_blocked: { status: 409, title: "This contact is blocked." },
  contact_changed: { status: 409, title: "Somebody else has changed this meanwhile." },
  contact_import_state_conflict: {
    status: 409,
    title: "The import has gone on meanwhile, so this is not possible now.",
  },
  contacts_not_mergeable: { status: 409, title: "These two contacts cannot become one." },
  merge_not_undoable: { status: 409, title: "This merge cannot be undone now." },
  message_id_taken: { status: 409, title: "Another message has this id." },
  message_not_failed: { status: 409, title: "Only a message that failed can be sent again." },
  message_state_conflict: { status: 409, title: "This is not possible with this message." },
  message_too_old: { status: 409, title: "The message is too old for that." },
  service_window_closed: {
    status: 409,
    title: "The customer has not written for too long: WhatsApp takes only approved templates now.",
  },
  connection_state_conflict: { status: 409, title: "The connection is not in a state in which this is possible." },
  driver_unavailable: { status: 409, title: "This kind of connection is not available on this server." },
  unsupported_by_connection: { status: 409, title: "This connection cannot do that." },
  sync_too_old: { status: 410, title: "Too much has happened since. Load everything again." },
  payload_too_large: { status: 413, title: "This is too large." },
  unsupported_media_type: { status: 415, title: "Files of this kind are not accepted." },
  rate_limited: { status: 429, title: "Too many attempts. Wait a little and try again." },
  internal: { status: 500, title: "Something went wrong on the server." },
  unavailable: { status: 503, title: "The server cannot answer now. Try again in a moment." },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;
export const ErrorCode = z.enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]);

/** One thing wrong with the input: `path` as in `body.from.phone`, `message` for a person. */
export const FieldError = z.object({ path: z.string(), message: z.string() });

/** The body of every error, `application/problem+json` (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ErrorCode,
  detail: z.string().optional(),
  /** Names the request in the logs. */
  requestId: z.string().optional(),
  /** With `invalid_input`. */
  fields: z.array(FieldError).optional(),
  /** With `ticket_already_taken`, and with `active_ticket_exists` where somebody has it: who. */
  takenBy: z.object({ id: z.string(), name: z.string() }).optional(),
  /** With `active_ticket_exists`, where it waits in a queue: which. */
  waitingIn: z.object({ id: z.string(), name: z.string() }).optional(),
  /** With `rate_limited`: seconds to wait. */
  retryAfter: z.number().optional(),
});
export type Problem = z.infer<typeof Problem>;
