import dynamic from "next/dynamic";

/** Comes when somebody begins a conversation. */
export const NewConversationDialog = dynamic(
  () => import("./new-conversation-dialog.tsx").then((module) => module.NewConversationDialog),
  { ssr: false },
);
