import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { tagKeys } from "./tag-queries.ts";

export const tagHandlers: RealtimeHandlers = {
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue === "tags") void queryClient.invalidateQueries({ queryKey: tagKeys.all });
  },
};
