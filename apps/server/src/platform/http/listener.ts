import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The door of the server. */
export type Listener = {
  /** Resolves to the port; rejects with the system's error (`EADDRINUSE`, `EACCES`). */
  start(): Promise<number>;
  /** Lets nobody in any more and waits for the requests under way, some seconds at most. */
  drain(): Promise<void>;
  /** Cuts every connection that is left. */
  close(): Promise<void>;
};

const drainMs = 5000;

export function createListener(server: Server, address: { port: number; host: string }): Listener {
  const underWay = new Set<object>();
  let onIdle = () => {};
  let isClosed: Promise<unknown> = Promise.resolve();
  server.on("request", (req, res) => {
    // A poll of a socket waits for news and would hold us up.
    if (req.url?.startsWith("/socket.io/")) return;
    underWay.add(res);
    res.once("close", () => {
      underWay.delete(res);
      if (underWay.size === 0) onIdle();
    });
  });

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(address.port, address.host, () => {
          server.off("error", reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    },
    async drain() {
      isClosed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      if (underWay.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, drainMs);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    async close() {
      server.closeAllConnections();
      await isClosed;
    },
  };
}
