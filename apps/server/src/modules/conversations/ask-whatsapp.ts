import { driverCapabilities } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { NumberCheck } from "../../whatsapp/driver.ts";
import { phoneDigits } from "../contacts/index.ts";
import type { ConversationConnection } from "./conversation.read-model.ts";
import { findNumberCheck, keepNumberCheck } from "./number-check.repository.ts";

/** What beginning conversations has need of from the numbers at work. */
export type ConversationDeps = {
  /**
   * Asks WhatsApp for a phone (E.164). Throws `connection_state_conflict` when the number is not connected in this process,
   * `unavailable` when WhatsApp does not answer. Null when the number cannot ask.
   */
  readonly askNumber: (connectionId: string, phoneNumber: string) => Promise<NumberCheck | null>;
};

export type ConversationContext = UserContext & ConversationDeps;

const hour = 60 * 60 * 1000;
const yesHolds = 24 * hour;
/** Who is told no may just be setting WhatsApp up. */
const noHolds = hour / 6;

/** What WhatsApp says of a phone, or said within a day; null when this kind of connection cannot ask. */
export async function askWhatsApp(
  { db, clock, askNumber }: ConversationContext,
  connection: ConversationConnection,
  phoneNumber: string,
): Promise<NumberCheck | null> {
  if (!driverCapabilities[connection.driver].numberCheck) return null;
  const phone = phoneDigits(phoneNumber);
  const before = (ago: number) => new Date(clock.now().getTime() - ago);
  const kept = await findNumberCheck(db, phone, { yesSince: before(yesHolds), noSince: before(noHolds) });
  if (kept !== null) return kept;
  const check = await askNumber(connection.id, phoneNumber);
  if (check !== null) await keepNumberCheck(db, phone, check, clock.now(), before(yesHolds));
  return check;
}
