import { expect, test } from "vitest";
import { createLogger, currentRequestId, withRequestId } from "./index.ts";

function capture() {
  const lines: string[] = [];
  return { lines, write: (line: string) => void lines.push(line) };
}

test("programs get one JSON object a line, with the level as a word and secrets hidden", () => {
  const output = capture();
  const logger = createLogger({ logLevel: "info", logFormat: "json" }, output);
  logger.child({ part: "auth" }).info({ password: "hunter2", body: { refreshToken: "abc" } }, "signed in");
  logger.debug("not shown");
  expect(output.lines).toHaveLength(1);
  expect(JSON.parse(output.lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    part: "auth",
    password: "[secret]",
    body: { refreshToken: "[secret]" },
    msg: "signed in",
  });
});

test("people get one short line, and the stack of an error below it", () => {
  const output = capture();
  const logger = createLogger({ logLevel: "info", logFormat: "pretty" }, output);
  logger.info({ port: 3000 }, "ready");
  logger.error({ err: new Error("gone") }, "failed");
  expect(output.lines[0]).toMatch(/^\d\d:\d\d:\d\d ready port=3000\n$/);
  expect(output.lines[1]).toMatch(/^\d\d:\d\d:\d\d ERROR failed\n {2}Error: gone\n {4}/);
});

test("every line of a request carries its id", async () => {
  const output = capture();
  const logger = createLogger({ logLevel: "info", logFormat: "json" }, output);
  await withRequestId("r1", async () => {
    await Promise.resolve();
    logger.info("inside");
    expect(currentRequestId()).toBe("r1");
  });
  logger.info("outside");
  expect(output.lines.map((line) => JSON.parse(line).requestId)).toEqual(["r1", undefined]);
});

test("of an error its message, stack and codes are kept, not the row that a database repeats", () => {
  const output = capture();
  const logger = createLogger({ logLevel: "info", logFormat: "json" }, output);
  const refused = Object.assign(new Error("refused"), {
    code: "23514",
    table: "Message",
    detail: "Failing row (secret)",
  });
  logger.error({ err: new AggregateError([refused], "all failed", { cause: refused }) }, "failed");
  const { err } = JSON.parse(output.lines[0] ?? "");
  expect(err.aggregateErrors).toEqual([
    expect.objectContaining({ message: "refused", code: "23514", table: "Message" }),
  ]);
  expect(output.lines[0]).not.toContain("secret");
});
