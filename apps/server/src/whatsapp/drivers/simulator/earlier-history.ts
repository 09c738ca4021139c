import type { DriverContext } from "../../driver.ts";
import { earlierChats } from "./history.ts";
import { messageEvent, placeIn } from "./phone-events.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";

const batchSize = 100;

export type HistoryDeps = {
  readonly context: Pick<DriverContext, "connectionId" | "deliver">;
  readonly network: SimulatedNetwork;
  readonly isWanted: () => boolean;
  /** 0 to 100. */
  readonly onProgress: (percent: number) => void;
};

/** Puts earlier conversations onto the phone and tells of them, in batches. Rejects when one could not be stored. */
export async function tellHistory(
  { context, network, isWanted, onProgress }: HistoryDeps,
  seed: number,
  count: number,
): Promise<void> {
  const chats = earlierChats(context.connectionId, seed, count, Date.now());
  const messages = chats.flatMap((chat) => {
    network.name(chat.phone, chat.name);
    return chat.messages.map((message) => network.add(message));
  });
  for (let done = 0; done < messages.length && isWanted(); done += batchSize) {
    const batch = messages.slice(done, done + batchSize);
    await context.deliver(batch.map((message) => messageEvent(message, placeIn(network, message), "history")));
    if (isWanted()) onProgress(Math.round(((done + batch.length) / messages.length) * 100));
  }
}
