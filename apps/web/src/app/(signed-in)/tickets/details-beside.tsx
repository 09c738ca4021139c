import { useDeferredValue, useEffect, useState } from "react";
import { lazyPart } from "../../../components/ui/index.ts";
import { useShownConversation } from "../../../features/conversation/index.ts";

const loadDetails = () => import("../../../features/ticket-details/index.ts");

const DetailsPane = lazyPart(() => loadDetails().then((module) => module.DetailsPane), "inside");

/** Fetches what the details need a moment before they are opened. */
export const prepareDetails = (): void => void loadDetails().catch(() => undefined);

/** What belongs to another ticket stands no longer than this beside a conversation that does not come. */
const longestMs = 1000;

/** The ticket whose conversation was the last to stand on the screen since the details are open. */
function useFollowed(ticketId: string): string | null {
  const shown = useShownConversation();
  const [followed, setFollowed] = useState<string | null>(null);
  const isBehind = followed !== ticketId;
  if (shown === ticketId && isBehind) setFollowed(ticketId);
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => setFollowed(ticketId), longestMs);
    return () => clearTimeout(timer);
  }, [ticketId, isBehind]);
  return followed;
}

/**
 * The details beside the conversation, which comes first: what belongs to them is fetched and drawn when it stands. Until then
 * those of the ticket before can be seen, and no more than that.
 */
export function DetailsBeside({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const followed = useDeferredValue(useFollowed(ticketId));
  const isBehind = followed !== ticketId;
  return (
    <div
      inert={isBehind}
      aria-busy={isBehind}
      className="z-10 w-80 shrink-0 border-l border-line max-desktop:absolute max-desktop:inset-y-0 max-desktop:right-0 max-desktop:animate-appear max-desktop:shadow-float max-tablet:w-full"
    >
      {followed !== null && <DetailsPane ticketId={followed} onClose={onClose} />}
    </div>
  );
}
