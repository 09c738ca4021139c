const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("whatskovi.outbox");

/** Tells the other tabs of this browser that the outbox is another one now. */
export const tellTabs = (): void => channel?.postMessage(null);

/** Calls when another tab has changed the outbox; the answer ends that. */
export function onOtherTab(react: () => void): () => void {
  channel?.addEventListener("message", react);
  return () => channel?.removeEventListener("message", react);
}

const turns = new Map<string, Promise<unknown>>();

function inTurn<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
  turns.set(name, mine);
  return mine;
}

/**
 * Does something about the messages to one ticket while no other tab does. Where a page comes without encryption the browser
 * has no locks: then this tab keeps its own order, and the ids keep what two tabs send from becoming two messages.
 */
export function alone<Value>(ticketId: string, work: () => Promise<Value>): Promise<Value> {
  const name = `whatskovi.outbox.${ticketId}`;
  return navigator.locks === undefined ? inTurn(name, work) : navigator.locks.request(name, work);
}
