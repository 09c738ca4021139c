import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "./harness.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("where no WebSocket gets through, the socket works by requests, and no request to it ends the process", async () => {
  const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  expect([answer.status, (await answer.text()).slice(0, 7)]).toEqual([200, '0{"sid"']);
  expect((await fetch(`${server.url}/socket.io/?EIO=4&transport=nonsense`)).status).toBe(400);
  const { token } = await server.signedIn({ role: "AGENT" });
  const socket = io(server.url, { auth: { token }, transports: ["polling"], forceNew: true, reconnection: false });
  const seq = await new Promise<unknown>((resolve, reject) => {
    socket.once("session:ready", ({ seq: place }: { seq: number }) => resolve(place));
    socket.once("connect_error", reject);
  });
  expect(seq).toEqual(expect.any(Number));
  socket.disconnect();
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
});
