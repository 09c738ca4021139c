import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { createOutbox } from "../platform/outbox/outbox.ts";
import { createRelay } from "./relay.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await createTestDatabase();
});
afterAll(() => world.drop());

const outbox = createOutbox(() => {});
const append = (contactId: string) =>
  world.database.transaction((tx) => outbox.append(tx, [{ type: "contact", contactId }]));

function relayInto(published: string[], options: { failOnce?: boolean } = {}) {
  let mustFail = options.failOnce ?? false;
  return createRelay({
    database: world.database,
    log: pino({ level: "silent" }),
    publish: async (batch, onEmitted) => {
      for (const { seq, entry } of batch) {
        if (mustFail) {
          mustFail = false;
          throw new Error("the database went away");
        }
        if (entry.type === "contact") published.push(entry.contactId);
        onEmitted(seq);
      }
    },
  });
}

test("of two relays one publishes, in order; when it ends the other goes on where it stopped", async () => {
  const [first, second]: [string[], string[]] = [[], []];
  const relays = [relayInto(first), relayInto(second)] as const;
  relays[0].start();
  await append("a");
  await relays[0].drain();
  relays[1].start();
  await append("b");
  await append("c");
  await relays[0].drain();
  expect([first, second]).toEqual([["a", "b", "c"], []]);
  await relays[0].stop();
  await append("d");
  await vi.waitFor(() => expect(second).toEqual(["d"]), { timeout: 5000 });
  await relays[1].stop();
});

test("a transaction that commits late is not skipped", async () => {
  const published: string[] = [];
  const relay = relayInto(published);
  relay.start();
  await world.database.transaction(async (slow) => {
    await outbox.append(slow, [{ type: "contact", contactId: "late" }]);
    await append("early");
    await vi.waitFor(() => expect(published).toEqual(["early"]), 10_000);
  });
  await relay.drain();
  expect(published).toEqual(["early", "late"]);
  await relay.stop();
});

test("a batch whose publication broke off is published again", async () => {
  const published: string[] = [];
  const relay = relayInto(published, { failOnce: true });
  await append("x");
  await append("y");
  relay.start();
  await vi.waitFor(() => expect(published).toEqual(["x", "y"]), { timeout: 5000 });
  await relay.stop();
});
