/** Tags: the list for everybody who chooses some, and their administration. */
export { tagsQuery } from "./tag-queries.ts";
export { tagHandlers } from "./tag-realtime.ts";
export { TagsPage } from "./tags-page.tsx";
