import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { expect, test } from "vitest";
import { takeMultipartFile } from "./multipart-file.ts";

const boundary = "between-parts";
const begun = (field: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="a.bin"\r\n\r\nthe beginning of a file`;

/** Sends the beginning of a file, breaks off once it was handed on, and returns how taking it ended. */
async function brokenOff(field: string, take: (stream: Readable) => Promise<unknown>): Promise<unknown> {
  let end = (_outcome: unknown): void => undefined;
  const ended = new Promise<unknown>((resolve) => (end = resolve));
  const server = createServer((req) => {
    req.once("data", () => setImmediate(() => sending.destroy()));
    takeMultipartFile(req, take).then(end, end);
    req.once("close", () => setImmediate(() => end("closed")));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const sending = request({ host: "127.0.0.1", port, method: "POST", headers });
  sending.on("error", () => undefined);
  sending.write(begun(field));
  const outcome = await ended;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  return outcome;
}

test("what is broken off while it is read is refused", async () => {
  const outcome = await brokenOff("file", async (stream) => {
    for await (const _ of stream);
  });
  expect(outcome).toMatchObject({ code: "malformed_body" });
});

test.each([
  ["was refused already", "file", () => Promise.reject(new Error("too large"))],
  ["was never wanted", "other", () => Promise.resolve()],
])("what is broken off after it %s ends nothing but itself", async (_what, field, take) => {
  await expect(brokenOff(field, take)).resolves.toBeDefined();
});
