import type { EndpointInput, SimulatorBehaviour, simulatorEndpoints } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { changeOpenSettings } from "../connections/index.ts";
import { mustBeHere, type SimulatorDeps } from "./simulated-connection.ts";

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
