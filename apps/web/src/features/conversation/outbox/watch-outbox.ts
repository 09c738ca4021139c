import type { QueryClient } from "@tanstack/react-query";
import { addHandlers, onDisconnect, type RealtimeHandlers } from "../../../lib/realtime/index.ts";
import { useSession } from "../../../stores/session.ts";
import { hasAttachments } from "../composer/attachments.ts";
import { giveUpWaiting, sendAll, stopRetrying } from "./deliver.ts";
import { confirm, hasUnkept, hideAll, showKept, sweep } from "./outbox.ts";
import { onOtherTab } from "./tabs.ts";

const handlers: RealtimeHandlers = {
  "message:new": (_queryClient, { message }) => confirm(message.id),
  "session:ready": (queryClient) => sendAll(queryClient),
};

const show = (queryClient: QueryClient) =>
  void showKept()
    .then(() => sendAll(queryClient))
    .then(sweep);

/** See `index.ts`. */
export function watchOutbox(queryClient: QueryClient): () => void {
  show(queryClient);
  const online = () => sendAll(queryClient);
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (hasUnkept() || hasAttachments()) event.preventDefault();
  };
  const endings = [
    addHandlers(handlers),
    onOtherTab(() => void showKept()),
    onDisconnect(giveUpWaiting),
    useSession.subscribe((now, before) => {
      if (now.user?.id === before.user?.id) return;
      hideAll();
      show(queryClient);
    }),
  ];
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", beforeUnload);
  return () => {
    for (const end of endings) end();
    window.removeEventListener("online", online);
    window.removeEventListener("beforeunload", beforeUnload);
    stopRetrying();
    hideAll();
  };
}
