import type { Message } from "@whatskovi/contract";
import { useEffect, useRef, useState } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { plainText } from "./message-format.ts";

type ConversationLogProps = {
  readonly messages: readonly Message[];
  /** Whether the first of them is the conversation's newest. */
  readonly isAttached: boolean;
  readonly contactName: string;
};

/** Reads out what the customer writes while the conversation is open. The list itself is silent: scrolling is no news. */
export function ConversationLog({ messages, isAttached, contactName }: ConversationLogProps) {
  const kinds = useT("kinds");
  const heard = useRef<string | null>(null);
  const [lines, setLines] = useState<readonly { id: string; text: string }[]>([]);
  const newest = isAttached ? messages[0] : undefined;
  useEffect(() => {
    if (newest === undefined || heard.current === newest.id) return;
    const isFirstLook = heard.current === null;
    heard.current = newest.id;
    if (isFirstLook || newest.direction !== "INBOUND") return;
    const text = `${contactName}: ${plainText(newest.body) || kinds(newest.type)}`;
    setLines((current) => [...current.slice(-4), { id: newest.id, text }]);
  }, [newest, contactName, kinds]);
  return (
    <div role="log" aria-live="polite" className="sr-only">
      {lines.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
}
