/** Quick replies: what can be sent with a few keys, and where it is written. */
export { quickReplyHandlers } from "./quick-reply-realtime.ts";
export { quickRepliesQuery } from "./quick-reply-queries.ts";
export { QuickRepliesPage } from "./quick-replies-page.tsx";
export { searchReplies, usableIn } from "./reply-search.ts";
export { fillVariables, openVariables } from "./reply-variables.ts";
export { useReplyValues } from "./use-reply-values.ts";
