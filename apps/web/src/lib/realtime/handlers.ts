import type { QueryClient } from "@tanstack/react-query";
import type { ServerEventName, ServerEventPayload } from "@whatskovi/contract";

/**
 * What a feature does with events: plain functions that bring the query cache up to date, and bear repetition. `isRepeated` is for
 * those that do more than that: after an interruption the last event is told once more.
 */
export type RealtimeHandlers = {
  readonly [Name in ServerEventName]?: (
    queryClient: QueryClient,
    payload: ServerEventPayload<Name>,
    isRepeated?: boolean,
  ) => void;
};

/** An event that the contract knows, its payload checked. */
export type KnownEvent = {
  [Name in ServerEventName]: { name: Name; payload: ServerEventPayload<Name> };
}[ServerEventName];

type AnyHandler = (queryClient: QueryClient, payload: unknown, isRepeated: boolean) => void;

const maps = new Set<RealtimeHandlers>();

/** Adds a map of handlers; the answer takes it away. */
export function addHandlers(handlers: RealtimeHandlers): () => void {
  maps.add(handlers);
  return () => maps.delete(handlers);
}

/** Hands an event to everybody who asked for it. */
export function dispatch(queryClient: QueryClient, event: KnownEvent, isRepeated = false): void {
  for (const handlers of maps)
    (handlers[event.name] as AnyHandler | undefined)?.(queryClient, event.payload, isRepeated);
}
