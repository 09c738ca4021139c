import "./without-eval.ts";
import { EventMeta, serverEvents, type ServerEventName } from "@whatskovi/contract";
import type { KnownEvent } from "./handlers.ts";

const isKnown = (name: string): name is ServerEventName => name in serverEvents;

/** Checks an event against the contract. `unknown` is a name we do not know, `wrong` a payload that is not what the name says. */
export function parseEvent(name: string, payload: unknown): KnownEvent | "unknown" | "wrong" {
  if (!isKnown(name)) return "unknown";
  const parsed = serverEvents[name].safeParse(payload);
  return parsed.success ? ({ name, payload: parsed.data } as KnownEvent) : "wrong";
}

/** The place in the stream, null for what is not numbered. */
export const seqOf = (meta: unknown): number | null => EventMeta.safeParse(meta).data?.seq ?? null;
