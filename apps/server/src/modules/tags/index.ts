export { tagHandlers } from "./tag.controller.ts";
export { findTagsByName } from "./tag.repository.ts";
