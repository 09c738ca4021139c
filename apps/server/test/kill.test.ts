import { expect, it } from "vitest";
import { createTestDatabase } from "./database.ts";
import { runKills } from "./kill/kill-run.ts";

it("keeps every promise when it is killed with kill -9 under load", { timeout: 300_000 }, async () => {
  const { url, drop } = await createTestDatabase();
  try {
    const report = await runKills({ databaseUrl: url, kills: 6, seed: 20_261_124, inbound: 200, outbound: 50 });
    expect(report).toMatchObject({ lost: [], duplicated: [], sentTwice: [], unfinished: [], untrue: [], refused: [] });
    expect(report.acknowledgedWebhooks).toBeGreaterThan(300);
    expect(report.acknowledgedMessages).toBeGreaterThan(50);
    expect(report.delivered + report.unknown).toBe(report.acknowledgedMessages);
  } finally {
    await drop();
  }
});
