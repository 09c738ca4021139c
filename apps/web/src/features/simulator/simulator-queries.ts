import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import type { RealtimeHandlers } from "../../lib/realtime/index.ts";

export const simulatorKeys = {
  all: ["simulator"] as const,
  chats: (connectionId: string) => ["simulator", "chats", connectionId] as const,
  messages: (connectionId: string, phone: string) => ["simulator", "messages", connectionId, phone] as const,
};

/** Phones tell nobody what happens on them, so they are looked at while they are open. */
const glance = 1500;

export const simulatorChatsQuery = (connectionId: string) =>
  queryOptions({
    queryKey: simulatorKeys.chats(connectionId),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listSimulatorChats, { params: { connectionId }, query: { limit: 100 } }, { signal }))
        .items,
    refetchInterval: glance,
  });

export const simulatorMessagesQuery = (connectionId: string, phone: string) =>
  infiniteQueryOptions({
    queryKey: simulatorKeys.messages(connectionId, phone),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listSimulatorMessages,
        { params: { connectionId, phone }, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: glance,
  });

/** What the company does shows on the phone without waiting for the next look. */
export const phoneHandlers: RealtimeHandlers = {
  "message:new": (queryClient) => void queryClient.invalidateQueries({ queryKey: simulatorKeys.all }),
  "message:update": (queryClient) => void queryClient.invalidateQueries({ queryKey: simulatorKeys.all }),
};
