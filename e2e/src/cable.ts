import { once } from "node:events";
import { type AddressInfo, createServer, connect, type Socket } from "node:net";

/** A line to the product that can be cut as a pulled cable cuts it: nothing is refused, nothing closes, nothing comes. */
export type Cable = {
  /** Where the product is at this end. */
  readonly url: string;
  pull(): void;
  /** Puts it in again: what hung on the old line is gone, new lines work. */
  plug(): void;
  stop(): Promise<void>;
};

/** Lays a cable to the product at this address. */
export async function layCable(productUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(productUrl);
  const lines = new Set<Socket>();
  let isPulled = false;

  const keep = (socket: Socket) => {
    lines.add(socket);
    socket.on("close", () => lines.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (isPulled) return;
    const far = connect(Number(port), hostname);
    keep(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (bytes) => isPulled || to.write(bytes));
      from.on("close", () => isPulled || to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of lines) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull() {
      isPulled = true;
    },
    plug() {
      cut();
      isPulled = false;
    },
    async stop() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
