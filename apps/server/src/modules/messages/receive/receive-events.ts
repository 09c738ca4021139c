import type { Db } from "../../../platform/db/db.ts";
import type { InboundEventInput } from "../../../whatsapp/driver.ts";
import { checkEvents } from "./check-events.ts";
import { EventBatcher } from "./event-batcher.ts";
import { recordOf } from "./mend-event.ts";
import { receiveBatch, type ReceiveDeps } from "./receive-batch.ts";

/** One batcher a database: callers share it, whoever they are. */
const batchers = new WeakMap<Db, EventBatcher>();

function batcherOf(deps: ReceiveDeps): EventBatcher {
  const known = batchers.get(deps.db);
  if (known !== undefined) return known;
  const batcher = new EventBatcher((connectionId, events) => receiveBatch(deps, connectionId, events));
  batchers.set(deps.db, batcher);
  return batcher;
}

/**
 * Takes in what a driver tells, in order. Resolves after the commit, so what is awaited here may be confirmed to WhatsApp.
 * The same event again changes nothing. What is not right is mended: a message is kept whatever is wrong with it; news that
 * tell nothing are logged and left out. Rejects when something could not be stored for now; all else of it is stored then, so
 * that handing over everything again is right.
 */
export async function receiveEvents(
  deps: ReceiveDeps,
  connectionId: string,
  events: readonly InboundEventInput[],
): Promise<void> {
  const { valid, refused } = checkEvents(events, deps.clock.now());
  if (refused.length > 0) {
    const kinds = refused.map((event) => recordOf(event)["kind"]);
    deps.log?.warn({ connectionId, kinds }, "a driver told what tells nothing");
  }
  if (valid.length > 0) await batcherOf(deps).add(connectionId, valid);
}

/** Resolves when everything that was handed over is stored or refused. */
export const receivingIdle = async (db: Db): Promise<void> => batchers.get(db)?.idle();
