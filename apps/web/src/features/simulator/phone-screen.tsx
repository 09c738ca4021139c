"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { SimulatorMessage } from "@whatskovi/contract";
import { ArrowLeft } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { Button, ErrorState, IconButton, Skeleton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { Customer } from "./customer.ts";
import { PhoneBubble } from "./phone-bubble.tsx";
import { PhoneComposer } from "./phone-composer.tsx";
import { simulatorChatsQuery, simulatorMessagesQuery } from "./simulator-queries.ts";

type Props = {
  connectionId: string;
  companyName: string;
  customer: Customer;
  readsWhenOpen: boolean;
  onBack: () => void;
};

/** Opening a conversation reads it, as on any phone. */
function useReading({ connectionId, customer, readsWhenOpen }: Props, rows: readonly SimulatorMessage[]) {
  const key = rows.find(({ direction, status }) => direction === "OUTBOUND" && status !== "READ")?.providerId;
  useEffect(() => {
    if (!readsWhenOpen || key === undefined) return;
    void api.call(endpoints.simulateRead, { params: { connectionId, phone: customer.phone } }).catch(() => undefined);
  }, [readsWhenOpen, key, connectionId, customer.phone]);
}

function Conversation(props: Props) {
  const t = useT("simulator");
  const bottom = useRef<HTMLDivElement>(null);
  const messages = useInfiniteQuery(simulatorMessagesQuery(props.connectionId, props.customer.phone));
  const rows = messages.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = rows[0];
  useReading(props, rows);
  useLayoutEffect(() => {
    // Browsers have begun to answer a promise here, which React would take for a clean-up.
    bottom.current?.scrollIntoView({ block: "end" });
  }, [newest?.providerId]);
  if (messages.isError) return <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />;
  const shown = rows.toReversed();
  return (
    <div className="relative min-h-0 flex-1 scroll-thin overflow-y-auto bg-canvas px-3 py-3">
      {messages.isPending && <Skeleton className="h-12 w-2/3" />}
      {messages.hasNextPage && (
        <Button
          tone="quiet"
          size="small"
          className="mx-auto mb-2 flex"
          isBusy={messages.isFetchingNextPage}
          onClick={() => void messages.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
      {messages.isSuccess && rows.length === 0 && (
        <p className="py-8 text-center text-small text-ink-faint">{t("noMessages")}</p>
      )}
      <ol role="log" aria-label={t("phoneOf", { name: props.customer.name })}>
        {shown.map((message, index) => (
          <PhoneBubble
            key={message.providerId}
            message={message}
            connectionId={props.connectionId}
            phone={props.customer.phone}
            isLast={shown[index + 1]?.direction !== message.direction}
          />
        ))}
      </ol>
      <div ref={bottom} />
    </div>
  );
}

/** A customer's phone: the company at the top, the conversation, and where the customer writes. */
export function PhoneScreen(props: Props) {
  const t = useT();
  const { connectionId, companyName, customer, onBack } = props;
  const chats = useQuery(simulatorChatsQuery(connectionId));
  const isTyping = chats.data?.find((chat) => chat.phone === customer.phone)?.isTyping === true;
  return (
    <section
      aria-label={t("simulator.phoneOf", { name: customer.name })}
      className="mx-auto flex h-full w-full flex-col overflow-hidden border-line bg-surface tablet:max-w-105 tablet:rounded-bubble tablet:border"
    >
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-2 tablet:px-4">
        <IconButton label={t("common.back")} icon={<ArrowLeft />} onClick={onBack} className="tablet:hidden" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-medium">{t("simulator.phoneOf", { name: customer.name })}</h2>
          <p className="truncate text-meta text-ink-faint" aria-live="polite">
            {isTyping ? t("simulator.typing") : t("simulator.company", { name: companyName })}
          </p>
        </div>
      </header>
      <Conversation key={customer.phone} {...props} />
      <PhoneComposer key={`${customer.phone} composer`} connectionId={connectionId} customer={customer} />
    </section>
  );
}
