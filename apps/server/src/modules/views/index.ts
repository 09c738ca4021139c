/** Views of the inbox that people have given a name, each their own. */
export { readInboxViews } from "./view.repository.ts";
export { viewHandlers } from "./view.controller.ts";
