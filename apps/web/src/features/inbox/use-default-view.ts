import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type InboxLook, lookOf } from "./inbox-look.ts";
import { viewsQuery } from "./view-queries.ts";

/**
 * Whoever comes without saying how to look begins with their default view. `begin` is null when they have said it. A view that
 * becomes the default afterwards, in another browser, moves nothing here.
 */
export function useDefaultView(begin: ((look: InboxLook) => void) | null): void {
  const { data: views } = useQuery(viewsQuery());
  const hasBegun = useRef(false);
  useEffect(() => {
    if (begin === null) hasBegun.current = false;
    if (begin === null || views === undefined || hasBegun.current) return;
    hasBegun.current = true;
    const view = views.find((one) => one.isDefault);
    if (view !== undefined) begin(lookOf(view));
  }, [begin, views]);
}
