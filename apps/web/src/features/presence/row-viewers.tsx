import { Avatar } from "../../components/ui/index.ts";
import { useViewers } from "./viewers.ts";
import { useViewerSentence } from "./use-viewer-sentence.ts";

/** On the corner of a row's avatar: the colleague who looks at the ticket. Who they are stands in its title. */
export function RowViewers({ ticketId }: { ticketId: string }) {
  const viewers = useViewers(ticketId);
  const sentence = useViewerSentence();
  const [first] = viewers;
  if (first === undefined) return null;
  const label = sentence(viewers);
  return (
    <span title={label} className="absolute -right-1 -bottom-1 flex rounded-full ring-2 ring-surface">
      <Avatar id={first.id} name={first.name} size="tiny" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
