import { create } from "zustand";
import type { PendingMessage } from "./timeline.ts";

type Outgoing = {
  readonly messages: readonly PendingMessage[];
  add(message: PendingMessage): void;
  change(id: string, change: Partial<PendingMessage>): void;
  remove(id: string): void;
};

/** Messages on their way from this browser, as the screen shows them: from the key press until the server has answered. */
export const useOutgoing = create<Outgoing>()((set) => ({
  messages: [],
  add: (message) => set(({ messages }) => ({ messages: [...messages.filter(({ id }) => id !== message.id), message] })),
  change: (id, change) =>
    set(({ messages }) => ({ messages: messages.map((one) => (one.id === id ? { ...one, ...change } : one)) })),
  remove: (id) => set(({ messages }) => ({ messages: messages.filter((one) => one.id !== id) })),
}));
