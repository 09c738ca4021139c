import { createServer } from "node:http";
import { expect, test } from "vitest";
import { createListener } from "./listener.ts";

test("a request under way is answered before the door closes; nobody new comes in", async () => {
  let answer = () => {};
  const arrived = Promise.withResolvers<void>();
  const server = createServer((_req, res) => {
    answer = () => res.end("done");
    arrived.resolve();
  });
  const listener = createListener(server, { port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${await listener.start()}`;
  const request = fetch(url).then((response) => response.text());
  await arrived.promise;
  const drained = listener.drain();
  await expect(fetch(url)).rejects.toThrow();
  answer();
  expect(await request).toBe("done");
  await drained;
  await listener.close();
});

test("a port that is taken is an error of the start", async () => {
  const first = createListener(createServer(), { port: 0, host: "127.0.0.1" });
  const port = await first.start();
  await expect(createListener(createServer(), { port, host: "127.0.0.1" }).start()).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await first.drain();
  await first.close();
});
