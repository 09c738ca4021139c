import type { Message } from "@whatskovi/contract";
import { create } from "zustand";

type Named = { readonly id: string; readonly name: string };
type Editing = {
  readonly message: Message;
  readonly body: string;
  /** Whom the new text names besides those whom the message named. */
  readonly named: readonly Named[];
};

/** The message whose text is in the composer, ticket by ticket. What was a draft before waits meanwhile. */
export const useEditing = create<{ readonly byTicket: Readonly<Record<string, Editing>> }>(() => ({ byTicket: {} }));

export function beginEditing(ticketId: string, message: Message): void {
  const editing = { message, body: message.body, named: [] };
  useEditing.setState(({ byTicket }) => ({ byTicket: { ...byTicket, [ticketId]: editing } }));
}

export function changeEditing(ticketId: string, changes: Partial<Pick<Editing, "body" | "named">>): void {
  useEditing.setState(({ byTicket }) => {
    const editing = byTicket[ticketId];
    return editing === undefined ? { byTicket } : { byTicket: { ...byTicket, [ticketId]: { ...editing, ...changes } } };
  });
}

export function endEditing(ticketId: string): void {
  useEditing.setState(({ byTicket }) => {
    const { [ticketId]: _ended, ...others } = byTicket;
    return { byTicket: others };
  });
}
