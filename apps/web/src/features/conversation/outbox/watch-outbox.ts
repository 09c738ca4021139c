import type { QueryClient } from "@tanstack/react-query";
import { onDisconnect } from "../../../lib/realtime/index.ts";
import { useSession } from "../../../stores/session.ts";
import { giveUpWaiting, sendAll, stopRetrying } from "./deliver.ts";
import { hasUnkept, hideAll, showKept } from "./outbox.ts";
import { onOtherTab } from "./tabs.ts";

const show = (queryClient: QueryClient) => void showKept().then(() => sendAll(queryClient));

/** Shows and sends what the person signed in has left here, and goes on as the network comes and goes. The answer ends that. */
export function watchOutbox(queryClient: QueryClient): () => void {
  show(queryClient);
  const online = () => sendAll(queryClient);
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (hasUnkept()) event.preventDefault();
  };
  const endings = [
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
