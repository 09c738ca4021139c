import { QuickRepliesPage } from "../../../features/quick-replies/index.ts";

export default function QuickReplies() {
  return <QuickRepliesPage />;
}
