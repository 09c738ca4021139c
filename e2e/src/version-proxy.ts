import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** The product as it looks from outside, whose server can seem to have been updated: its worker and its build change their name. */
export type VersionProxy = { readonly url: string; update(): void; stop(): Promise<void> };

const namesTheBuild = ["/sw.js", "/build.json"];

/** Passes requests on, no WebSockets. */
export async function startVersionProxy(productUrl: string): Promise<VersionProxy> {
  const { hostname, port } = new URL(productUrl);
  const { build } = (await (await fetch(`${productUrl}/build.json`)).json()) as { build: string };
  let isUpdated = false;
  const server = createServer((from, to) => {
    const isRenamed = isUpdated && namesTheBuild.includes(from.url ?? "");
    const { "if-none-match": _tag, "if-modified-since": _date, ...asked } = from.headers;
    const headers = isRenamed ? { ...asked, "accept-encoding": "identity" } : from.headers;
    const passed = request({ hostname, port, method: from.method, path: from.url, headers }, (answer) => {
      if (!isRenamed) {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
        return;
      }
      const { "content-length": _length, etag: _etag, "last-modified": _modified, ...kept } = answer.headers;
      to.writeHead(200, kept);
      answer.setEncoding("utf8");
      let text = "";
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => to.end(text.replace(build, `${build}-next`)));
    });
    passed.on("error", () => to.destroy());
    from.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    update() {
      isUpdated = true;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
