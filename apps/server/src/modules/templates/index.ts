/** Approved messages of the official API. */
export { templateHandlers } from "./template.controller.ts";
