import type { QueryClient } from "@tanstack/react-query";
import { serverEvents, type ServerEventName, type ServerEventPayload } from "@whatskovi/contract";

/** What a feature does with events: plain functions that bring the query cache up to date, and bear repetition. */
export type RealtimeHandlers = {
  readonly [Name in ServerEventName]?: (queryClient: QueryClient, payload: ServerEventPayload<Name>) => void;
};

type AnyHandler = (queryClient: QueryClient, payload: unknown) => void;

export type HandlerRegistry = {
  /** Adds a map of handlers; the answer takes it away. */
  add(handlers: RealtimeHandlers): () => void;
  /** Checks a payload and hands it to everybody who asked for it. False when it is not what the contract says. */
  dispatch(queryClient: QueryClient, name: string, payload: unknown): boolean;
};

const isEventName = (name: string): name is ServerEventName => name in serverEvents;

export function createHandlerRegistry(): HandlerRegistry {
  const maps = new Set<RealtimeHandlers>();
  return {
    add(handlers) {
      maps.add(handlers);
      return () => maps.delete(handlers);
    },
    dispatch(queryClient, name, payload) {
      if (!isEventName(name)) return true;
      const parsed = serverEvents[name].safeParse(payload);
      if (!parsed.success) return false;
      for (const handlers of maps) (handlers[name] as AnyHandler | undefined)?.(queryClient, parsed.data);
      return true;
    },
  };
}
