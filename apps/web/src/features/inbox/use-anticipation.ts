import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { prefetchConversation } from "../conversation/index.ts";

/** So long a pointer, or the keyboard, must rest on a row: what it only passes is not meant. */
const restMs = 60;

type Anticipation = {
  readonly restOn: (ticketId: string) => void;
  readonly pass: () => void;
  readonly press: (ticketId: string) => void;
};

/** Fetches what opening a conversation shows a moment before it is opened: while a hand that rests on its row comes to press. */
export function useAnticipation(): Anticipation {
  const queryClient = useQueryClient();
  const [anticipation] = useState(() => anticipate((ticketId) => prefetchConversation(queryClient, ticketId)));
  useEffect(() => anticipation.pass, [anticipation]);
  return anticipation;
}

/** Fetches once what is rested on for a while, or pressed. */
export function anticipate(fetchIt: (ticketId: string) => void): Anticipation {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = () => clearTimeout(timer);
  const press = (ticketId: string) => {
    pass();
    fetchIt(ticketId);
  };
  return {
    pass,
    press,
    restOn: (ticketId) => {
      pass();
      timer = setTimeout(press, restMs, ticketId);
    },
  };
}
