import { InboundEvent, type InboundEventInput } from "../../../whatsapp/driver.ts";
import { cleanTexts } from "./clean-text.ts";
import { isHuge, mendEvent } from "./mend-event.ts";

/** What can be stored, and how many news told nothing. */
export type CheckedEvents = { readonly valid: InboundEvent[]; readonly refused: InboundEventInput[] };

/**
 * Checks what a driver hands over, event by event, and cleans its texts. One that is not right does not spoil the others: a
 * message is kept all the same, so that a driver never has to hand it over again in vain.
 */
export function checkEvents(events: readonly InboundEventInput[], now: Date): CheckedEvents {
  const valid: InboundEvent[] = [];
  const refused: InboundEventInput[] = [];
  for (const event of events) {
    const checked = check(event) ?? mendEvent(event, now);
    if (checked === null) refused.push(event);
    else valid.push(checked);
  }
  return { valid, refused };
}

/** Null when something is not right. */
function check(event: InboundEventInput): InboundEvent | null {
  const parsed = InboundEvent.safeParse(event);
  if (!parsed.success || (parsed.data.kind === "message" && isHuge(parsed.data))) return null;
  try {
    return cleanTexts(parsed.data);
  } catch {
    // It holds what JSON has no word for.
    return null;
  }
}
