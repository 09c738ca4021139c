import type { Handlers } from "../../platform/http/handler.ts";
import { type FetchTemplates, listTicketTemplates } from "./list-ticket-templates.ts";

/** The endpoint of templates. */
export function templateHandlers(deps: { fetchTemplates: FetchTemplates }): Pick<Handlers, "listTicketTemplates"> {
  return {
    listTicketTemplates: ({ context, params, query }) =>
      listTicketTemplates(context, params, query, deps.fetchTemplates),
  };
}
