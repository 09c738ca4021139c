import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCurrentUser } from "../../../stores/session.ts";
import { type InboxLook, readLook, writeLook } from "../../inbox/index.ts";
import { type FilterChanges, filtersWith } from "./filters-with.ts";

/** How the inbox is looked at, and how to look at it otherwise, from whatever page. The open ticket stays open. */
export function useLook() {
  const router = useRouter();
  const { role } = useCurrentUser();
  const isInbox = usePathname().startsWith("/tickets");
  const query = useSearchParams();
  const look = readLook(isInbox ? query : new URLSearchParams(), role === "AGENT" ? "mine" : "all");
  const change = (changes: Partial<InboxLook>) => {
    const ticket = isInbox ? query.get("ticket") : null;
    const next = new URLSearchParams({ ...(ticket !== null && { ticket }), ...writeLook({ ...look, ...changes }) });
    if (isInbox) window.history.pushState(null, "", `${window.location.pathname}?${next}`);
    else router.push(`/tickets?${next}`);
  };
  const filterBy = (changes: FilterChanges, others: Partial<InboxLook> = {}) =>
    change({ ...others, filters: filtersWith(look.filters, changes) });
  return { look, change, filterBy, role, isInbox };
}
