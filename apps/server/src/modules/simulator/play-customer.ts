import type { EndpointInput, SimulatorBehaviour, simulatorEndpoints } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { changeOpenSettings } from "../connections/index.ts";
import type { MessagePlace, OwnerMessage } from "../../whatsapp/simulated-phones.ts";
import { mustBeHere, type SimulatorDeps, toChatKey } from "./simulated-connection.ts";

type Written = EndpointInput<(typeof simulatorEndpoints)["simulateMessage"]>["body"];

/** Resolves after the commit of what the customer wrote; at once when the number is away, for the phone keeps it for later. */
export async function writeToCompany(
  deps: SimulatorDeps,
  context: UserContext,
  { connectionId, message }: { connectionId: string; message: Written },
): Promise<{ providerId: string }> {
  await mustBeHere(deps, context.db, connectionId);
  const { from, media, timestamp, ...written } = message;
  return deps.phones.write(connectionId, {
    ...from,
    ...written,
    timestamp: timestamp === undefined ? undefined : Date.parse(timestamp),
    media: media && { fileName: media.fileName, mimeType: media.mimeType, bytes: Buffer.from(media.base64, "base64") },
  });
}

type ChatParams = { readonly connectionId: string; readonly phone: string };
type MessageParams = ChatParams & { readonly providerId: string };

/** The customer changes a message. Throws `not_found` when there is no such message, or when it is not theirs to change. */
export async function changeAsCustomer(
  deps: SimulatorDeps,
  context: UserContext,
  { connectionId, phone, providerId }: MessageParams,
  change: (place: MessagePlace) => Promise<boolean>,
): Promise<void> {
  await mustBeHere(deps, context.db, connectionId);
  orNotFound((await change({ phone: toChatKey(phone), providerId })) || null);
}

/** The customer, somebody of the group, or the owner on the phone. */
export async function reactOnPhone(
  deps: SimulatorDeps,
  context: UserContext,
  input: MessageParams & { emoji: string | null; by: "customer" | "owner"; author?: string | undefined },
): Promise<void> {
  const { connectionId, emoji, author } = input;
  const by = input.by === "owner" ? null : (author ?? toChatKey(input.phone));
  await changeAsCustomer(deps, context, input, (place) => deps.phones.react(connectionId, place, emoji, by));
}

/** Throws `not_found` unless the customer has a conversation with the company. */
export async function echoToCustomer(
  deps: SimulatorDeps,
  context: UserContext,
  { connectionId, phone }: ChatParams,
  message: OwnerMessage,
): Promise<{ providerId: string }> {
  await mustBeHere(deps, context.db, connectionId);
  return orNotFound(await deps.phones.echo(connectionId, toChatKey(phone), message));
}

/** Kept with the number's settings, and followed at once without a restart. */
export async function setBehaviour(
  { phones }: SimulatorDeps,
  context: UserContext,
  { connectionId, behaviour }: { connectionId: string; behaviour: SimulatorBehaviour },
): Promise<SimulatorBehaviour> {
  await changeOpenSettings(context, { id: connectionId, driver: "simulator", settings: { behaviour } });
  phones.behave(connectionId, behaviour);
  return behaviour;
}
