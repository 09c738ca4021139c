/** Views of the inbox that people have given a name, each their own. */
export { viewHandlers } from "./view.controller.ts";
