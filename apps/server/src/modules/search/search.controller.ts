import type { Handlers } from "../../platform/http/handler.ts";
import { searchMessages } from "./search-messages.ts";

/** The search's part of the API. Contacts and tickets are found by their own lists. */
export const searchHandlers = (): Pick<Handlers, "searchMessages"> => ({
  searchMessages: ({ context, query }) => searchMessages(context, query),
});
