import { randomUUID } from "node:crypto";
import type { DriverMemory, InboundEventInput } from "../../driver.ts";
import type {
  CustomerMessage,
  MessagePlace,
  OwnerMessage,
  PhoneMessage,
  SimulatedPhones,
} from "../../simulated-phones.ts";
import type { NetworkRegistry } from "./network-registry.ts";
import { isGroupId } from "./numbers.ts";
import { partyOf } from "./people.ts";
import { messageEvent, placeIn } from "./phone-events.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import type { SimulatorDriver } from "./simulator.driver.ts";
import { written } from "./written-message.ts";

export type CustomersDeps = {
  readonly registry: NetworkRegistry;
  readonly drivers: ReadonlyMap<string, SimulatorDriver>;
  readonly memoryOf: (connectionId: string) => DriverMemory;
};

/** The customers' side of all simulated numbers. */
export function createCustomers(deps: CustomersDeps): SimulatedPhones {
  const { drivers } = deps;
  const use = <Result>(id: string, work: (network: SimulatedNetwork) => Promise<Result> | Result) =>
    borrowFor(deps, id, work);
  const change = (id: string, place: MessagePlace, make: (message: PhoneMessage, network: SimulatedNetwork) => News) =>
    use(id, async (network) => {
      const message = network.findMessage(place.providerId);
      if (message === null || message.phone !== network.findChat(place.phone)?.phone) return false;
      const event = make(message, network);
      if (event !== null) await tell(deps, id, network, event);
      return event !== null;
    });
  return {
    isRunning: (id) => drivers.has(id),
    write: (id, message) => use(id, (network) => writeAsCustomer(deps, id, network, message)),
    listChats: (id) => use(id, (network) => network.chats()),
    findChat: (id, phone) => use(id, (network) => network.findChat(phone)),
    read: (id, phone) => use(id, (network) => readAsCustomer(deps, id, network, phone)),
    type: (id, phone) => {
      const driver = drivers.get(id);
      if (driver?.isOnline !== true) return false;
      driver.tellTyping(phone);
      return true;
    },
    edit: (id, place, body) => change(id, place, (message, network) => edited(network, message, body)),
    revoke: (id, place) => change(id, place, (message, network) => revoked(network, message)),
    react: (id, place, emoji, by) => change(id, place, (message, network) => reacted(network, message, emoji, by)),
    echo: (id, phone, message) => use(id, (network) => writeAsOwner(deps, id, network, phone, message)),
    link: (id, phone) => use(id, (network) => linkNames(deps, id, network, phone)),
    scan: async (id) => (await drivers.get(id)?.scan()) ?? false,
    drop: async (id, cause, forMs) => {
      const driver = drivers.get(id);
      if (driver === undefined) return false;
      if (cause === "unlink") return driver.unlink();
      if (cause === "restriction") return driver.restrict(forMs);
      return cause === "silence" ? driver.die(forMs) : driver.drop(forMs);
    },
    behave: (id, behaviour) => drivers.get(id)?.behave(behaviour),
  };
}

type News = InboundEventInput | null;

async function borrowFor<Result>(
  { registry, memoryOf }: CustomersDeps,
  id: string,
  work: (network: SimulatedNetwork) => Promise<Result> | Result,
): Promise<Result> {
  const { network, give } = await registry.borrow(id, memoryOf(id));
  try {
    return await work(network);
  } finally {
    await give();
  }
}

/** While the number is online its commit is awaited; else the phone must remember the message, for nobody else does. */
async function writeAsCustomer(
  { drivers, memoryOf }: CustomersDeps,
  id: string,
  network: SimulatedNetwork,
  input: CustomerMessage,
): Promise<{ providerId: string }> {
  const { phone, name, group, addressing, media } = input;
  const driver = drivers.get(id);
  const usual = network.findChat(phone) === null && driver?.hidesPhone(phone) === true ? "lid" : undefined;
  const person = network.name(phone, name, addressing ?? usual);
  const chat = group === undefined ? person : network.name(group.id, group.name);
  const providerId = input.providerId ?? `sim.${randomUUID()}`;
  const isNew = network.findMessage(providerId) === null;
  if (isNew && media !== undefined) await memoryOf(id).set([{ type: "media", id: providerId, value: media.bytes }]);
  const author = group === undefined ? null : person.phone;
  const message = network.add(written(input, { providerId, phone: chat.phone, author, direction: "INBOUND" }));
  if (driver?.isOnline === true) await driver.tellMessage(message, isNew);
  else await network.remember();
  return { providerId };
}

/** The company hears of it like of everything that it did not do itself. */
async function writeAsOwner(
  deps: CustomersDeps,
  id: string,
  network: SimulatedNetwork,
  phone: string,
  input: OwnerMessage,
): Promise<{ providerId: string } | null> {
  const chat = network.findChat(phone);
  if (chat === null) return null;
  const providerId = input.providerId ?? `sim.${randomUUID()}`;
  const message = network.add(written(input, { providerId, phone: chat.phone, author: null, direction: "OUTBOUND" }));
  network.tell(message, "SENT");
  await tell(deps, id, network, messageEvent(message, placeIn(network, message), "echo"));
  return { providerId };
}

async function readAsCustomer(
  { drivers }: CustomersDeps,
  id: string,
  network: SimulatedNetwork,
  phone: string,
): Promise<boolean> {
  const chat = network.findChat(phone);
  const unread = chat?.messages.filter(({ direction, status }) => direction === "OUTBOUND" && status !== "READ") ?? [];
  for (const message of unread) network.tick(message, "READ");
  await drivers.get(id)?.tellTicks(unread);
  return chat !== null;
}

async function linkNames(deps: CustomersDeps, id: string, network: SimulatedNetwork, phone: string): Promise<boolean> {
  const chat = network.findChat(phone);
  if (chat === null || chat.isGroup) return false;
  network.name(chat.phone, chat.name, "both");
  await tell(deps, id, network, { kind: "contact", party: partyOf(chat), timestamp: Date.now() });
  return true;
}

/** Resolves after the commit, or when the phone remembers it for later. */
async function tell(
  { drivers }: CustomersDeps,
  id: string,
  network: SimulatedNetwork,
  event: InboundEventInput,
): Promise<void> {
  const newsId = network.addNews(event);
  const driver = drivers.get(id);
  if (driver?.isOnline === true) await driver.tellNews(newsId);
  else await network.remember();
}

function edited(network: SimulatedNetwork, message: PhoneMessage, body: string): News {
  if (message.direction !== "INBOUND" || message.deletedAt !== null) return null;
  const timestamp = Date.now();
  network.edit(message, body, timestamp);
  return { kind: "edited", providerId: message.providerId, body, timestamp };
}

function revoked(network: SimulatedNetwork, message: PhoneMessage): News {
  if (message.direction !== "INBOUND") return null;
  const timestamp = Date.now();
  network.revoke(message, timestamp);
  return { kind: "revoked", providerId: message.providerId, timestamp };
}

function reacted(network: SimulatedNetwork, message: PhoneMessage, emoji: string | null, by: string | null): News {
  if (message.deletedAt !== null) return null;
  network.react(message, by, emoji);
  const { chat } = placeIn(network, message);
  const author = by !== null && isGroupId(message.phone) ? partyOf(network.chatOf(by, null)) : null;
  const { providerId } = message;
  return { kind: "reaction", providerId, chat, author, isFromUs: by === null, emoji, timestamp: Date.now() };
}
