import type { ServerEventPayload } from "@whatskovi/contract";
import { create } from "zustand";

/** How long one sign of typing holds, in milliseconds. */
const holdMs = 6000;

export type Typist = { readonly key: string; readonly kind: "colleague" | "customer"; readonly name: string | null };

type Typing = {
  readonly typists: Readonly<Record<string, readonly Typist[]>>;
  started(ticketId: string, typist: Typist): void;
  stopped(ticketId: string, key: string): void;
};

const timers = new Map<string, ReturnType<typeof setTimeout>>();

export const useTyping = create<Typing>()((set, get) => ({
  typists: {},
  started: (ticketId, typist) => {
    const timerKey = `${ticketId}:${typist.key}`;
    clearTimeout(timers.get(timerKey));
    timers.set(
      timerKey,
      setTimeout(() => get().stopped(ticketId, typist.key), holdMs),
    );
    const others = get().typists[ticketId] ?? [];
    if (others.some((one) => one.key === typist.key)) return;
    set(({ typists }) => ({ typists: { ...typists, [ticketId]: [...others, typist] } }));
  },
  stopped: (ticketId, key) => {
    clearTimeout(timers.get(`${ticketId}:${key}`));
    timers.delete(`${ticketId}:${key}`);
    if (get().typists[ticketId] === undefined) return;
    set(({ typists }) => ({
      typists: { ...typists, [ticketId]: (typists[ticketId] ?? []).filter((one) => one.key !== key) },
    }));
  },
}));

const nobody: readonly Typist[] = [];

/** Who types in a ticket just now. */
export const useTypists = (ticketId: string): readonly Typist[] =>
  useTyping((typing) => typing.typists[ticketId] ?? nobody);

/** `ticket:typing`: who types, without oneself. */
export function applyTyping(
  { ticketId, userId, userName, contactId }: ServerEventPayload<"ticket:typing">,
  me: string,
): void {
  if (userId === me) return;
  const { started } = useTyping.getState();
  if (userId !== undefined) started(ticketId, { key: userId, kind: "colleague", name: userName ?? null });
  else if (contactId !== undefined) started(ticketId, { key: contactId, kind: "customer", name: null });
}

/** A message ends the typing of whoever wrote it. */
export function endTyping({
  ticketId,
  message,
}: Pick<ServerEventPayload<"message:new">, "ticketId" | "message">): void {
  const key = message.direction === "INBOUND" ? message.contactId : message.userId;
  if (key !== null) useTyping.getState().stopped(ticketId, key);
}
