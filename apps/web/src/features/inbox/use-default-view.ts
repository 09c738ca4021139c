import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type InboxLook, lookOf } from "./inbox-look.ts";
import { viewsQuery } from "./view-queries.ts";

/** Whoever comes without saying how to look begins with their default view. `begin` is null when they have said it. */
export function useDefaultView(begin: ((look: InboxLook) => void) | null): void {
  const { data: views } = useQuery(viewsQuery());
  useEffect(() => {
    const view = views?.find((one) => one.isDefault);
    if (begin !== null && view !== undefined) begin(lookOf(view));
  }, [begin, views]);
}
