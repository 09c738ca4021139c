import { InboundEvent, type InboundEventInput } from "../../../whatsapp/driver.ts";
import { cleanTexts } from "./clean-text.ts";

export type CheckedEvents = { readonly valid: InboundEvent[]; readonly errors: Error[] };

/** Checks what a driver hands over, event by event, and cleans its texts. One that is not right does not spoil the others. */
export function checkEvents(events: readonly InboundEventInput[]): CheckedEvents {
  const valid: InboundEvent[] = [];
  const errors: Error[] = [];
  for (const event of events) {
    const parsed = InboundEvent.safeParse(event);
    if (parsed.success) valid.push(cleanTexts(parsed.data));
    else errors.push(new TypeError("a driver handed over an event that is not right", { cause: parsed.error }));
  }
  return { valid, errors };
}
