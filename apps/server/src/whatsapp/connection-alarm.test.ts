import { pino } from "pino";
import { expect, test } from "vitest";
import { systemClock } from "../platform/clock.ts";
import { ConnectionAlarm } from "./connection-alarm.ts";
import { DriverState } from "./driver.ts";
import { KeepTrying } from "./keep-trying.ts";
import type { RaisedAlert } from "./supervision-log.ts";

function watched() {
  const raised: RaisedAlert[] = [];
  let failures = 0;
  const records = new KeepTrying(pino({ level: "silent" }));
  const alarm = new ConnectionAlarm({
    connectionId: "n",
    alerts: {
      raise: async (_id, alert) => {
        if (failures-- > 0) throw new Error("no database");
        raised.push(alert);
      },
      resolve: async () => {},
    },
    records,
    clock: systemClock,
    lostAfterMs: 60_000,
  });
  return { alarm, raised, records, failNext: (count: number) => (failures = count) };
}

const fallen = (attempt: number) => ({
  ...DriverState.parse({ status: "reconnecting", reason: "The line dropped.", code: "network" }),
  attempt,
  nextRetryAt: null,
});

test("every fifth failed attempt is told", async () => {
  const { alarm, raised, records } = watched();
  for (let attempt = 1; attempt <= 12; attempt++) {
    alarm.watch(fallen(attempt), true);
    alarm.failed(fallen(attempt));
  }
  await expect.poll(() => records.isIdle).toBe(true);
  expect(raised.map(({ kind, attempts, statusCode }) => [kind, attempts, statusCode])).toEqual([
    ["connection_down", 5, "network"],
    ["connection_down", 10, "network"],
  ]);
  expect(raised[0]?.since).toEqual(raised[1]?.since);
  alarm.close();
});

test("what could not be written is written when the database is back", async () => {
  const { alarm, raised, records, failNext } = watched();
  failNext(1);
  alarm.failed(fallen(4));
  alarm.watch(fallen(4), true);
  alarm.refused(fallen(5));
  await expect.poll(() => records.isIdle, { timeout: 5000 }).toBe(true);
  expect(raised.map(({ kind }) => kind)).toEqual(["connection_refused"]);
  alarm.close();
});
