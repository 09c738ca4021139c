import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { queueKeys } from "./queue-queries.ts";

export const queueHandlers: RealtimeHandlers = {
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue !== "tags") void queryClient.invalidateQueries({ queryKey: queueKeys.all });
  },
};
