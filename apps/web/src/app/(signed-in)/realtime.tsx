"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { watchDrafts } from "../../features/conversation/index.ts";
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
    let end: (() => void) | null = null;
    let isGone = false;
    preloadConnection();
    void import("./follow-events.ts").then(({ followEvents }) => {
      if (!isGone) end = followEvents(queryClient);
    });
    return () => {
      isGone = true;
      end?.();
    };
  }, [queryClient]);
  return null;
}
