import { childEnvironment } from "../../../platform/config/index.ts";
import { createWhatsAppWebFactory } from "./index.ts";

/** A server with nothing but one connection, to be killed. Takes the data folder, the connection's id and the browser's arguments. */
const [dataDir = "", connectionId = "", browserArgs = "[]"] = process.argv.slice(2);
const nothing = () => {};
const factory = createWhatsAppWebFactory({
  dataDir,
  browser: undefined,
  browserArgs: JSON.parse(browserArgs) as string[],
  environment: childEnvironment(),
});
await factory
  .create({
    connectionId,
    settings: {},
    memory: { get: async () => new Map(), list: async () => new Map(), set: async () => {} },
    deliver: async () => {},
    setState: nothing,
    customerTyping: nothing,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  })
  .start();
