import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DriverError, type DriverLog } from "../../driver.ts";
import {
  type Answer,
  answers,
  type CallArgs,
  type CallName,
  FromClient,
  type PageEvent,
  type Person,
  type Signal,
  type ToClient,
} from "./ipc.ts";

const clientProcess = fileURLToPath(new URL("client/client-process.ts", import.meta.url));

type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** What the driver does about what a client says. */
export type LinkHandlers = {
  readonly onSignal: (signal: Signal) => void;
  readonly onEvent: (event: PageEvent) => void;
  readonly onTyping: (person: Person) => void;
  /** A message is about to go to WhatsApp under this key. Resolves to whether it may. */
  readonly onHandover: (sendId: string, key: string) => Promise<boolean>;
  /** Its process ended, for whatever reason. */
  readonly onExit: () => void;
};

/** The driver's end of the line to the process of one client. Calls end within their deadline, and with the process. */
export class ClientLink {
  readonly #log: DriverLog;
  readonly #handlers: LinkHandlers;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #lastWords = "";
  #hasExited = false;

  constructor(log: DriverLog, environment: NodeJS.ProcessEnv, handlers: LinkHandlers) {
    this.#log = log;
    this.#handlers = handlers;
    this.#child = fork(clientProcess, {
      execArgv: [],
      env: environment,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-2000);
    });
    const onExit = () => {
      if (this.#hasExited) return;
      this.#hasExited = true;
      if (this.#lastWords !== "") log.warn({ stderr: this.#lastWords }, "a client's process complained");
      for (const { reject } of this.#pending.values()) reject(gone());
      this.#pending.clear();
      handlers.onExit();
    };
    this.#child.on("exit", onExit);
    this.#child.on("error", onExit);
    this.#child.on("message", (message) => this.#receive(message));
  }

  /** Throws `DriverError`: what the client said, or `not_connected` when it does not answer within `ms`. */
  async call<Name extends CallName>(name: Name, args: CallArgs[Name], ms: number): Promise<Answer<Name>> {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { resolve, reject });
    const timer = setTimeout(
      () => reject(new DriverError("not_connected", "WhatsApp Web did not answer in time.")),
      ms,
    );
    try {
      if (this.#hasExited) throw gone();
      this.#send({ type: "call", id, name, args });
      return answers[name].parse(await promise) as Answer<Name>;
    } catch (thrown) {
      if (thrown instanceof DriverError) throw thrown;
      throw new DriverError("not_connected", "WhatsApp Web gave an answer that makes no sense.", { cause: thrown });
    } finally {
      clearTimeout(timer);
      this.#pending.delete(id);
    }
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #send(message: ToClient): void {
    if (!this.#child.connected) return;
    this.#child.send(message, (error) => {
      if (error !== null) this.#log.debug({ err: error }, "the client's process did not take a message");
    });
  }

  #receive(given: unknown): void {
    const parsed = FromClient.safeParse(given);
    if (!parsed.success) {
      this.#log.error({ err: parsed.error }, "the client's process said something that makes no sense");
      return;
    }
    const message = parsed.data;
    if (message.type === "signal") this.#handlers.onSignal(message.signal);
    else if (message.type === "event") this.#handlers.onEvent(message.event);
    else if (message.type === "typing") this.#handlers.onTyping(message.person);
    else if (message.type === "handover") void this.#handOver(message);
    else if (message.type === "answer") this.#pending.get(message.id)?.resolve(message.value);
    else this.#pending.get(message.id)?.reject(new DriverError(message.error.kind, message.error.message));
  }

  async #handOver({ id, sendId, key }: { id: number; sendId: string; key: string }): Promise<void> {
    const isAllowed = await this.#handlers.onHandover(sendId, key).catch((error: unknown) => {
      this.#log.warn({ err: error }, "a message was held back, for it could not be noted");
      return false;
    });
    this.#send({ type: "handover", id, isAllowed });
  }
}

const gone = () => new DriverError("not_connected", "The browser of this connection has ended.");
