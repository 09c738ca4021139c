"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { watchDrafts } from "../../features/conversation/index.ts";
import { beginSurely } from "../../lib/load-surely.ts";
import { watchFetches } from "../../lib/query/replay-into-fetches.ts";
import { preloadConnection } from "../../lib/realtime/index.ts";

/**
 * Keeps what is shown up to date. What needs no event is there from the first fetch and the first key on; the code for events comes
 * after the page's.
 */
export function Realtime() {
  const queryClient = useQueryClient();
  useEffect(() => watchFetches(queryClient), [queryClient]);
  useEffect(() => watchDrafts(), []);
  useEffect(() => {
    preloadConnection();
    return beginSurely(
      () => import("./follow-events.ts"),
      ({ followEvents }) => followEvents(queryClient),
    );
  }, [queryClient]);
  return null;
}
