"use client";

import { connectionHandlers } from "../../features/connections/index.ts";
import { queueHandlers } from "../../features/queues/index.ts";
import { tagHandlers } from "../../features/tags/index.ts";
import { userHandlers } from "../../features/users/index.ts";
import { useRealtime } from "../../lib/realtime/index.ts";

/** What every feature does with events, wherever one is in the app. */
export function Realtime() {
  useRealtime(connectionHandlers);
  useRealtime(queueHandlers);
  useRealtime(tagHandlers);
  useRealtime(userHandlers);
  return null;
}
