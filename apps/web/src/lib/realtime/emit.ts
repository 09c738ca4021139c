import type { ClientEventName, ClientEventPayload } from "@whatskovi/contract";

type Send = (name: string, payload: unknown) => void;

let send: Send | null = null;

/** Tells the server something in passing. Lost when there is no connection: nothing of importance goes this way. */
export function emit<Name extends ClientEventName>(name: Name, payload: ClientEventPayload<Name>): void {
  send?.(name, payload);
}

export function setSender(next: Send | null): void {
  send = next;
}
