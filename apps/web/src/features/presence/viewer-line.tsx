import { Eye } from "lucide-react";
import { useViewers } from "./viewers.ts";
import { useViewerSentence } from "./use-viewer-sentence.ts";

/** In the head of a conversation: which colleagues look at it too. Screen readers hear it when somebody comes. */
export function ViewerLine({ ticketId }: { ticketId: string }) {
  const viewers = useViewers(ticketId);
  const sentence = useViewerSentence();
  return (
    <span role="status" className="flex min-w-0 items-center gap-1 text-note-ink">
      {viewers.length > 0 && (
        <>
          <Eye aria-hidden className="size-3 shrink-0" />
          <span className="truncate">{sentence(viewers)}</span>
        </>
      )}
    </span>
  );
}
