import { randomUUID } from "node:crypto";
import type { DriverMemory } from "../../driver.ts";
import type { CustomerMessage, PhoneMessage, SimulatedPhones } from "../../simulated-phones.ts";
import type { NetworkRegistry } from "./network-registry.ts";
import { sampleContent, sampleOf } from "./sample-media.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import type { SimulatorDriver } from "./simulator.driver.ts";

export type CustomersDeps = {
  readonly registry: NetworkRegistry;
  readonly drivers: ReadonlyMap<string, SimulatorDriver>;
  readonly memoryOf: (connectionId: string) => DriverMemory;
};

/** The customers' side of all simulated numbers. */
export function createCustomers({ registry, drivers, memoryOf }: CustomersDeps): SimulatedPhones {
  const use = async <Result>(
    id: string,
    work: (network: SimulatedNetwork) => Promise<Result> | Result,
  ): Promise<Result> => {
    const { network, give } = await registry.borrow(id, memoryOf(id));
    try {
      return await work(network);
    } finally {
      await give();
    }
  };
  return {
    isRunning: (id) => drivers.has(id),
    write: (id, written) => writeAsCustomer({ registry, drivers, memoryOf }, id, written),
    listChats: (id) => use(id, (network) => network.chats()),
    findChat: (id, phone) => use(id, (network) => network.findChat(phone)),
    read: (id, phone) =>
      use(id, async (network) => {
        const chat = network.findChat(phone);
        const unread =
          chat?.messages.filter(({ direction, status }) => direction === "OUTBOUND" && status !== "READ") ?? [];
        for (const message of unread) network.tick(message, "READ");
        await drivers.get(id)?.tellTicks(unread);
        return chat !== null;
      }),
    type: (id, phone) => {
      const driver = drivers.get(id);
      if (driver?.isOnline !== true) return false;
      driver.tellTyping(phone);
      return true;
    },
    scan: async (id) => (await drivers.get(id)?.scan()) ?? false,
    drop: async (id, cause, forMs) => {
      const driver = drivers.get(id);
      if (driver === undefined) return false;
      return cause === "network" ? driver.drop(forMs) : driver.unlink();
    },
    behave: (id, behaviour) => drivers.get(id)?.behave(behaviour),
  };
}

/** While the number is online its commit is awaited; else the phone must remember the message, for nobody else does. */
async function writeAsCustomer(
  { registry, drivers, memoryOf }: CustomersDeps,
  id: string,
  written: CustomerMessage,
): Promise<{ providerId: string }> {
  const memory = memoryOf(id);
  const { network, give } = await registry.borrow(id, memory);
  try {
    const providerId = written.providerId ?? `sim.${randomUUID()}`;
    const isNew = network.findMessage(providerId) === null;
    if (isNew && written.media !== undefined)
      await memory.set([{ type: "media", id: providerId, value: written.media.bytes }]);
    const message = network.add(toPhoneMessage(written, providerId), written.name);
    const driver = drivers.get(id);
    if (driver?.isOnline === true) await driver.tellMessage(message, isNew);
    else await network.remember();
    return { providerId };
  } finally {
    await give();
  }
}

function toPhoneMessage(written: CustomerMessage, providerId: string): PhoneMessage {
  const { phone, type, body, quotedProviderId } = written;
  const content = written.content ?? sampleContent(type);
  const common = { providerId, messageId: null, phone, direction: "INBOUND", type, body, content } as const;
  return {
    ...common,
    ...fileOf(written, providerId),
    quotedProviderId: quotedProviderId ?? null,
    timestamp: written.timestamp ?? Date.now(),
    status: "SENT",
    told: null,
  };
}

function fileOf(
  { type, media }: CustomerMessage,
  providerId: string,
): Pick<PhoneMessage, "fileName" | "mimeType" | "media"> {
  const sample = sampleOf(type);
  if (sample === null) return { fileName: null, mimeType: null, media: null };
  if (media === undefined) {
    return {
      fileName: sample.file,
      mimeType: sample.mimeType,
      media: { reference: { sample: sample.file }, size: sample.size },
    };
  }
  const { fileName, mimeType, bytes } = media;
  return { fileName, mimeType, media: { reference: { id: providerId }, size: bytes.byteLength } };
}
