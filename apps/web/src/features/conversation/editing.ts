import type { Message } from "@whatskovi/contract";
import { create } from "zustand";

/** The message whose text is in the composer, ticket by ticket. What was a draft before waits meanwhile. */
export const useEditing = create<{ readonly byTicket: Readonly<Record<string, { message: Message; body: string }>> }>(
  () => ({ byTicket: {} }),
);

export function beginEditing(ticketId: string, message: Message): void {
  useEditing.setState(({ byTicket }) => ({ byTicket: { ...byTicket, [ticketId]: { message, body: message.body } } }));
}

export function changeEditing(ticketId: string, body: string): void {
  useEditing.setState(({ byTicket }) => {
    const editing = byTicket[ticketId];
    return editing === undefined ? { byTicket } : { byTicket: { ...byTicket, [ticketId]: { ...editing, body } } };
  });
}

export function endEditing(ticketId: string): void {
  useEditing.setState(({ byTicket }) => {
    const { [ticketId]: _ended, ...others } = byTicket;
    return { byTicket: others };
  });
}
