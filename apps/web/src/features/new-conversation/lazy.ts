import { lazyPart } from "../../components/ui/index.ts";

/** Comes when somebody begins a conversation. */
export const NewConversationDialog = lazyPart(
  () => import("./new-conversation-dialog.tsx").then((module) => module.NewConversationDialog),
  "above",
);
