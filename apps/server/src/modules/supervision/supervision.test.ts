import type { Alert, ConnectionGap } from "@whatskovi/contract";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../../../test/api-client.ts";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";
import { createOutbox } from "../../platform/outbox/outbox.ts";
import type { AbsenceLog, AlertDesk } from "../../whatsapp/supervision-log.ts";
import { createAbsenceLog, createAlertDesk } from "./index.ts";

let server: TestServer;
let admin: TestUser;
let supervisor: TestUser;
let absences: AbsenceLog;
let alerts: AlertDesk;
let id: string;
const sockets: Socket[] = [];

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 12, minutes));

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
  supervisor = await server.signedIn({ role: "SUPERVISOR" });
  const kept = { db: server.database, outbox: createOutbox(() => {}) };
  absences = createAbsenceLog(kept);
  alerts = createAlertDesk(kept);
});
beforeEach(async () => {
  ({ id } = await server.factories.connection());
  await absences.end(id, at(0));
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await server.stop();
});

/** Away from minute to minute, and done. */
async function gap(from: number, to: number): Promise<ConnectionGap> {
  await absences.begin(id, "network", at(from));
  const back = await absences.end(id, at(to));
  await absences.finish(back?.gapId ?? "", { coverage: "full", unverified: [] });
  return (await gaps())[0] as ConnectionGap;
}
const gaps = async () => (await admin.api.listConnectionGaps({ params: { id }, query: {} })).items;
const openAlerts = async () =>
  (await admin.api.listAlerts({ query: {} })).items.filter(({ connection }) => connection.id === id);
const down = (attempts: number) =>
  alerts.raise(id, {
    kind: "connection_down",
    since: at(1),
    statusCode: "network",
    reason: "The line dropped.",
    attempts,
    restrictedUntil: null,
  });
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof ApiError ? error.problem.code : error;
};
const listen = async ({ token }: TestUser) => {
  const socket = io(server.url, { auth: { token }, transports: ["websocket"], forceNew: true, reconnection: false });
  sockets.push(socket);
  const heard: { name: string; payload: { id: string } }[] = [];
  socket.onAny((name: string, payload: { id: string }) => heard.push({ name, payload }));
  const ready = await new Promise<{ seq: number }>((resolve) => socket.once("session:ready", resolve));
  return { heard, seq: ready.seq };
};

describe("interruptions", () => {
  it("are listed page by page, the latest first", async () => {
    for (const minute of [10, 20, 30]) await gap(minute, minute + 2);
    const first = await admin.api.listConnectionGaps({ params: { id }, query: { limit: 2 } });
    const cursor = first.nextCursor ?? "";
    const second = await admin.api.listConnectionGaps({ params: { id }, query: { limit: 2, cursor } });
    const starts = [...first.items, ...second.items].map(({ startedAt }) => startedAt);
    expect(starts).toEqual([30, 20, 10].map((minute) => at(minute).toISOString()));
    expect(second.nextCursor).toBeNull();
    expect(await refusal(admin.api.listConnectionGaps({ params: { id: newId() }, query: {} }))).toBe("not_found");
  });

  it("one at a time, whoever begins it; a second beginning changes nothing", async () => {
    await Promise.all([1, 2, 3].map(() => absences.begin(id, "network", at(5))));
    await absences.begin(id, "crashed", at(6));
    expect(await gaps()).toMatchObject([{ cause: "network", state: "running", endedAt: null, coverage: null }]);
  });

  it("one of a number that never was online is none", async () => {
    ({ id } = await server.factories.connection());
    await absences.begin(id, "server_stopped", at(5));
    expect([await gaps(), await absences.end(id, at(6))]).toEqual([[], null]);
  });

  it("a report that was away again is not completed by the catch-up before", async () => {
    await absences.begin(id, "network", at(5));
    const back = await absences.end(id, at(8));
    await absences.begin(id, "crashed", at(9));
    await absences.finish(back?.gapId ?? "", { coverage: "full", unverified: [] });
    expect(await gaps()).toMatchObject([{ state: "running", startedAt: at(5).toISOString(), endedAt: null }]);
  });

  it("count what came in before they were noted: webhooks may be faster than a start", async () => {
    const { database, factories } = server;
    const place = { whatsappId: id, contactId: (await factories.contact()).id };
    const { id: ticketId } = await factories.ticket(place);
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    const since = ago(60);
    for (const sentAt of [ago(90), ago(30), ago(4), ago(0)]) {
      const message = await factories.message({ ...place, ticketId });
      await database.models.message.update({ where: message, data: { sentAt } });
    }
    await absences.begin(id, "server_died", since);
    await absences.begin(id, "server_died", since);
    expect(await gaps()).toMatchObject([{ recoveredMessages: 2 }]);
  });

  it("are acknowledged by the first who reads them, with their alert; nobody reads another number's", async () => {
    const { id: gapId } = await gap(10, 140);
    expect(await openAlerts()).toMatchObject([{ kind: "connection_gap", gap: { id: gapId }, acknowledgedAt: null }]);
    const other = await server.factories.connection();
    expect(await refusal(admin.api.acknowledgeConnectionGap({ params: { id: other.id, gapId } }))).toBe("not_found");
    const seen = await admin.api.acknowledgeConnectionGap({ params: { id, gapId } });
    expect(seen.acknowledgedBy).toEqual({ id: admin.id, name: admin.name });
    const colleague = await server.signedIn({ role: "ADMIN" });
    expect(await colleague.api.acknowledgeConnectionGap({ params: { id, gapId } })).toEqual(seen);
    expect(await openAlerts()).toEqual([]);
  });
});

describe("alerts", () => {
  it("of a kind are one, brought up to date; whoever had seen it is asked to look again", async () => {
    await down(0);
    const [alert] = await openAlerts();
    const seen = await admin.api.acknowledgeAlert({ params: { id: alert?.id ?? "" } });
    expect(seen).toMatchObject({ acknowledgedBy: { id: admin.id }, resolvedAt: null });
    await down(5);
    expect(await openAlerts()).toMatchObject([
      { id: alert?.id, attempts: 5, acknowledgedAt: null, statusCode: "network" },
    ]);
    await alerts.resolve(id, at(9));
    expect(await openAlerts()).toEqual([]);
    await down(0);
    expect((await openAlerts())[0]?.id).not.toBe(alert?.id);
  });

  it("of an interruption stay when the number is back, until they are read", async () => {
    const { id: gapId } = await gap(10, 140);
    await alerts.resolve(id, at(141));
    const [alert] = await openAlerts();
    expect(await admin.api.acknowledgeAlert({ params: { id: alert?.id ?? "" } })).toMatchObject({
      resolvedAt: expect.any(String),
      gap: { id: gapId, acknowledgedBy: { id: admin.id } },
    });
    expect(await openAlerts()).toEqual([]);
  });

  it("of a number that was removed are gone", async () => {
    await down(0);
    const [alert] = await openAlerts();
    await admin.api.deleteConnection({ params: { id } });
    expect(await openAlerts()).toEqual([]);
    expect(await refusal(admin.api.acknowledgeAlert({ params: { id: alert?.id ?? "" } }))).toBe("not_found");
  });
});

describe("screens", () => {
  it("of administrators hear of both, and find them again after an absence; nobody else does", async () => {
    const { heard, seq } = await listen(admin);
    const other = await listen(supervisor);
    const done = await gap(10, 140);
    await down(5);
    await server.drain();
    const latest = <Payload>(name: string) =>
      heard.findLast((event) => event.name === name)?.payload as Payload | undefined;
    await expect.poll(() => latest<Alert>("alert:changed")?.kind).toBe("connection_down");
    // What came applied to what was there is what there is now.
    expect(latest("connection:gap")).toEqual(done);
    expect(latest("alert:changed")).toEqual((await openAlerts()).find(({ kind }) => kind === "connection_down"));
    const { events } = await admin.api.sync({ query: { since: seq } });
    const names = events.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["connection:gap", "alert:changed"]));
    expect(events.findLast(({ name }) => name === "connection:gap")?.payload).toEqual(done);
    const told = (await supervisor.api.sync({ query: { since: seq } })).events.map(({ name }) => name);
    const heardByOther = other.heard.map(({ name }) => name);
    for (const name of ["connection:gap", "alert:changed"]) {
      expect(told).not.toContain(name);
      expect(heardByOther).not.toContain(name);
    }
  });
});

describe("a simulated number", () => {
  it("whose line drops says so, and tells afterwards what its customers wrote meanwhile", async () => {
    const { id: connectionId } = await admin.api.createConnection({ body: { driver: "simulator", name: newId() } });
    id = connectionId;
    const shown = () => admin.api.getConnection({ params: { id } });
    await expect.poll(async () => (await shown()).lastOnlineAt, { timeout: 8000 }).not.toBeNull();
    await admin.api.simulateDisconnect({
      params: { connectionId },
      body: { cause: "network", forMs: 7000 },
    });
    await expect.poll(async () => (await shown()).statusCode).toBe("network");
    for (const body of ["Oi", "Alguém aí?", "Olá?"]) {
      const from = { phone: "+5511977770001", name: "Bia" };
      await admin.api.simulateMessage({ params: { connectionId }, body: { from, body } });
    }
    await expect.poll(async () => (await gaps())[0]?.state, { timeout: 30_000 }).toBe("done");
    expect(await gaps()).toMatchObject([
      { cause: "network", recoveredMessages: 3, coverage: "full", unverifiedCount: 0 },
    ]);
    const ready = (await (await fetch(`${server.url}/health/ready`)).json()) as { checks: Record<string, unknown> };
    expect(ready.checks[`connection:${id}`]).toMatchObject({ status: "ok", detail: "online" });
  }, 40_000);
});
