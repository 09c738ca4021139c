import type { QueryClient } from "@tanstack/react-query";
import { beginSurely } from "../../../lib/load-surely.ts";

/**
 * Shows and sends what the person signed in has left in this browser, and goes on as the network comes and goes. Its code comes
 * after the page. The answer ends that.
 */
export const watchOutbox = (queryClient: QueryClient): (() => void) =>
  beginSurely(
    () => import("./watch-outbox.ts"),
    (module) => module.watchOutbox(queryClient),
  );
