import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { fieldKeys } from "./field-queries.ts";

export const customFieldHandlers: RealtimeHandlers = {
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue !== "customFields") return;
    void queryClient.invalidateQueries({ queryKey: fieldKeys.all });
    // What contacts have in them may have gone with a field or an option.
    void queryClient.invalidateQueries({ queryKey: ["contacts"] });
  },
};
