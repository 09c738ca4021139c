/** The conversation of a ticket: what was said, and where one writes. */
export { focusComposer } from "./composer/composer-focus.ts";
export { draftHandlers, watchDrafts } from "./composer/draft-sync.ts";
export { conversationHandlers } from "./conversation-realtime.ts";
export { ConversationPane } from "./conversation-pane.tsx";
export { useEventSentence } from "./event-line.tsx";
export { downloadMedia, pictureUrlQuery, releaseMedia } from "./media-file.ts";
export { MediaViewer } from "./media-viewer.tsx";
export { openSearch } from "./search/search-store.ts";
export { foundParts } from "./search/found-parts.ts";
export { plainText } from "./message-format.ts";
export { prefetchConversation } from "./message-queries.ts";
export { useAuthors } from "./use-authors.ts";
export { useShownConversation } from "./shown-conversation.ts";
export { galleryOf } from "./viewer/gallery.ts";
export { Ticks } from "./ticks.tsx";
export { watchOutbox } from "./outbox/index.ts";
export { UnsentLine, useQueuedCount } from "./unsent-line.tsx";
export { useTypists } from "./typing.ts";
