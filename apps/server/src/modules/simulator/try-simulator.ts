import { type Connection, CreateConnection } from "@whatskovi/contract";
import { type UserContext, within } from "../../platform/context.ts";
import type { Db } from "../../platform/db/db.ts";
import { createConnection, getConnection } from "../connections/index.ts";
import { addQueueMember, createQueue } from "../queues/index.ts";
import { firstMessages } from "./first-customers.ts";
import { findFirstSimulated, findQueueNamed, freeConnectionName, lockTrial } from "./simulator.repository.ts";
import type { SimulatorDeps } from "./simulated-connection.ts";

const queueName = "Atendimento";

/** Makes a simulated number with a queue, unless there is one, and lets three customers write to it, unless somebody has. */
export async function trySimulator(deps: SimulatorDeps, context: UserContext): Promise<Connection> {
  const connectionId = await context.db.transaction(async (tx) => {
    await lockTrial(tx);
    return (await findFirstSimulated(tx)) ?? makeNumber(deps, within(context, tx), tx);
  });
  const chats = await deps.phones.listChats(connectionId);
  if (chats.length === 0) {
    for (const message of firstMessages(connectionId, context.clock.now()))
      await deps.phones.write(connectionId, message);
  }
  return getConnection(context.db, connectionId);
}

async function makeNumber({ connections }: SimulatorDeps, context: UserContext, tx: Db): Promise<string> {
  const queueId = await joinQueue(context, tx);
  const name = await freeConnectionName(tx, "Simulador");
  const input = CreateConnection.parse({ driver: "simulator", name, queueId });
  return (await createConnection(connections, context, input)).id;
}

async function joinQueue(context: UserContext, tx: Db): Promise<string> {
  const queueId = await findQueueNamed(tx, queueName);
  if (queueId !== null) {
    await addQueueMember(context, { queueId, userId: context.actor.id });
    return queueId;
  }
  const fields = {
    name: queueName,
    color: "#1f8f5f",
    description: "A primeira fila",
    greetingMessage: "",
    priority: 0,
  };
  return (await createQueue(context, { ...fields, memberIds: [context.actor.id] })).id;
}
