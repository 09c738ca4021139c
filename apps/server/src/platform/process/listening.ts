import { createServer } from "node:net";
import type { Config } from "../config/index.ts";
import { StartError } from "../errors/start-error.ts";
import { findPortOwner } from "./port-owner.ts";

type Address = Pick<Config, "host" | "port">;

/** Makes sure that the port can be had, before anything slow is done. Throws `StartError`. */
export async function checkPortIsFree({ host, port }: Address): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  } catch (error) {
    throw await explainListenError(error, { host, port });
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}

/** Turns the error of `listen` into a sentence that says what to change; any other error stays what it is. */
export async function explainListenError(error: unknown, { host, port }: Address): Promise<unknown> {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE": {
      const owner = await findPortOwner(port);
      const who = owner === undefined ? "another program" : `another program (${owner})`;
      return new StartError(
        `Port ${port} is taken by ${who}: stop it, or choose another port, such as PORT=${port + 1}.`,
      );
    }
    case "EACCES":
      return new StartError(`Port ${port} may not be used by this user: choose one from 1024 up by PORT.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(`HOST is ${host}, which is no address of this machine.`);
    default:
      return error;
  }
}
