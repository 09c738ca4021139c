import { orNotFound } from "../../platform/errors/app-error.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { chatPage, messagePage } from "./simulator.presenter.ts";
import { changeAsCustomer, echoToCustomer, reactOnPhone, setBehaviour, writeToCompany } from "./play-customer.ts";
import {
  conflict,
  mustBeHere,
  mustBeSimulated,
  namesOfAuthors,
  type SimulatorDeps,
  toChatKey,
} from "./simulated-connection.ts";
import { trySimulator } from "./try-simulator.ts";

type SimulatorHandlers = Pick<
  Handlers,
  | "trySimulator"
  | "simulateMessage"
  | "listSimulatorChats"
  | "listSimulatorMessages"
  | "simulateRead"
  | "simulateTyping"
  | "simulateEdit"
  | "simulateRevoke"
  | "simulateReaction"
  | "simulateEcho"
  | "simulateLink"
  | "simulateScan"
  | "simulateDisconnect"
  | "setSimulatorBehaviour"
>;

/** The endpoints by which an administrator plays the customers of simulated numbers. */
export function simulatorHandlers(deps: SimulatorDeps): SimulatorHandlers {
  const { phones } = deps;
  return {
    trySimulator: ({ context }) => trySimulator(deps, context),
    simulateMessage: ({ context, params, body }) => writeToCompany(deps, context, { ...params, message: body }),
    listSimulatorChats: async ({ context, params, query }) => {
      await mustBeSimulated(context.db, params.connectionId);
      return chatPage(await phones.listChats(params.connectionId), query, context.clock.now());
    },
    listSimulatorMessages: async ({ context, params, query }) => {
      await mustBeSimulated(context.db, params.connectionId);
      const chat = orNotFound(await phones.findChat(params.connectionId, toChatKey(params.phone)));
      return messagePage(chat, query, await namesOfAuthors(deps, params.connectionId, chat));
    },
    simulateRead: async ({ context, params }) => {
      await mustBeSimulated(context.db, params.connectionId);
      orNotFound((await phones.read(params.connectionId, toChatKey(params.phone))) || null);
    },
    simulateTyping: async ({ context, params }) => {
      await mustBeSimulated(context.db, params.connectionId);
      phones.type(params.connectionId, toChatKey(params.phone));
    },
    simulateEdit: ({ context, params, body }) =>
      changeAsCustomer(deps, context, params, (place) => phones.edit(params.connectionId, place, body.body)),
    simulateRevoke: ({ context, params }) =>
      changeAsCustomer(deps, context, params, (place) => phones.revoke(params.connectionId, place)),
    simulateReaction: ({ context, params, body }) => reactOnPhone(deps, context, { ...params, ...body }),
    simulateEcho: ({ context, params, body }) => echoToCustomer(deps, context, params, body),
    simulateLink: async ({ context, params }) => {
      await mustBeHere(deps, context.db, params.connectionId);
      orNotFound((await phones.link(params.connectionId, toChatKey(params.phone))) || null);
    },
    simulateScan: async ({ context, params }) => {
      await mustBeSimulated(context.db, params.connectionId);
      if (!(await phones.scan(params.connectionId))) throw conflict("The number shows no code to scan now.");
    },
    simulateDisconnect: async ({ context, params, body }) => {
      await mustBeSimulated(context.db, params.connectionId);
      const hasDropped = await phones.drop(params.connectionId, body.cause, body.forMs);
      if (!hasDropped) throw conflict("The number is not connected now.");
    },
    setSimulatorBehaviour: ({ context, params, body }) => setBehaviour(deps, context, { ...params, behaviour: body }),
  };
}
