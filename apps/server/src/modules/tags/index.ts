export { tagHandlers } from "./tag.controller.ts";
