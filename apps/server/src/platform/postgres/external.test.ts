import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, expect, inject, test } from "vitest";
import { findFreePort } from "./free-port.ts";
import { checkExternalPostgres } from "./index.ts";

let oldServer: Server | undefined;
afterEach(() => oldServer?.close());

const withChange = (change: (url: URL) => void) => {
  const url = new URL(inject("postgres").adminUrl);
  change(url);
  return url.toString();
};

test("a new enough PostgreSQL is taken", async () => {
  await checkExternalPostgres(inject("postgres").adminUrl);
});

test("one that does not answer is named without its password", async () => {
  const url = `postgresql://me:hunter2@127.0.0.1:${await findFreePort()}/desk`;
  await expect(checkExternalPostgres(url)).rejects.toThrow(
    /^The PostgreSQL at DATABASE_URL \(127\.0\.0\.1:\d+\/desk\) cannot be reached: .*ECONNREFUSED/,
  );
  await expect(checkExternalPostgres(url)).rejects.not.toThrow(/hunter2/);
});

test("a wrong password and a missing database are told apart", async () => {
  const wrongPassword = withChange((url) => (url.password = "wrong"));
  await expect(checkExternalPostgres(wrongPassword)).rejects.toThrow(/does not accept its user or password/);
  const missing = withChange((url) => (url.pathname = "/not_there"));
  await expect(checkExternalPostgres(missing)).rejects.toThrow(/has no such database: create it first/);
});

test("one that is too old is refused with its version", async () => {
  const port = await playPostgres("140012", "14.12 (Debian)");
  await expect(checkExternalPostgres(`postgresql://me@127.0.0.1:${port}/desk`)).rejects.toThrow(
    /is 14\.12 \(Debian\): WhatsKovi needs 15 or newer\.$/,
  );
});

/** The few messages of the protocol that an old server would answer with. */
async function playPostgres(...values: string[]): Promise<number> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value & 65_535)]);
  const ready = message("Z", Buffer.from("I"));
  const names = ["number", "version"];
  const columns = names.flatMap((name) => [
    Buffer.from(`${name}\0`),
    int32(0),
    int16(0),
    int32(25),
    int16(65_535),
    int32(0),
    int16(0),
  ]);
  const row = values.flatMap((value) => [int32(value.length), Buffer.from(value)]);
  oldServer = createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int32(0)), ready]));
      socket.once("data", () => {
        const answer = [
          message("T", int16(2), ...columns),
          message("D", int16(2), ...row),
          message("C", Buffer.from("SELECT 1\0")),
        ];
        socket.write(Buffer.concat([...answer, ready]));
      });
    });
  });
  oldServer.listen(0, "127.0.0.1");
  await once(oldServer, "listening");
  return (oldServer.address() as AddressInfo).port;
}
