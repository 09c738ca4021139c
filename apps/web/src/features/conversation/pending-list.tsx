import { useShallow } from "zustand/react/shallow";
import { useT } from "../../lib/i18n/index.ts";
import { useOutgoing } from "./outgoing.ts";
import { PendingBubble } from "./pending-bubble.tsx";

/** What one has written here and is not at the server yet, where the conversation itself cannot be shown. */
export function PendingList({ ticketId }: { ticketId: string }) {
  const t = useT("conversation");
  const pending = useOutgoing(
    useShallow(({ messages }) => messages.filter((message) => message.ticketId === ticketId)),
  );
  if (pending.length === 0) return null;
  return (
    <ol
      aria-label={t("pending")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className="scroll-thin mx-auto flex max-h-1/2 w-full max-w-200 shrink-0 flex-col overflow-y-auto pb-3"
    >
      {pending.map((one) => (
        <li key={one.id}>
          <PendingBubble pending={one} place={{ isFirst: true, isLast: true }} />
        </li>
      ))}
    </ol>
  );
}
