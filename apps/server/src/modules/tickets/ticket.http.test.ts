import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";

let server: TestServer;
let queueId: string;
let connectionId: string;
let people: { admin: TestUser; agents: TestUser[] };

beforeAll(async () => {
  server = await startTestServer();
  queueId = (await server.factories.queue()).id;
  connectionId = (await server.factories.connection({ queueId })).id;
  people = {
    admin: await server.signedIn({ role: "ADMIN" }),
    agents: await Promise.all(Array.from({ length: 20 }, () => server.signedIn({ queueIds: [queueId] }))),
  };
}, 60_000);
afterAll(() => server.stop());

const newTicket = async () => {
  const { id: contactId } = await server.factories.contact();
  return server.factories.ticket({ contactId, whatsappId: connectionId, queueId });
};

const post = (path: string, token: string, body?: unknown) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const get = async (path: string, token: string) => {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as any };
};

test("twenty agents accept at once: one winner, nineteen 409 with the winner's name", async () => {
  const { id } = await newTicket();
  const responses = await Promise.all(people.agents.map((agent) => post(`/api/tickets/${id}/accept`, agent.token)));
  const bodies = (await Promise.all(responses.map((response) => response.json()))) as any[];
  expect(responses.map((response) => response.status).toSorted()).toEqual([
    200,
    ...Array.from({ length: 19 }, () => 409),
  ]);
  const winner = bodies.find((body) => body.status === "OPEN").user;
  for (const body of bodies.filter((each) => each.code !== undefined)) {
    expect(body).toMatchObject({ code: "ticket_already_taken", takenBy: winner });
  }
});

test("the whole way: accept, read, update, transfer, return, close, reopen, timeline", async () => {
  const { id } = await newTicket();
  const [ana, bruno] = people.agents;
  if (ana === undefined || bruno === undefined) throw new Error("no agents");
  const verb = async (name: string, who: TestUser, body?: unknown) =>
    (await post(`/api/tickets/${id}/${name}`, who.token, body)).status;
  expect(await verb("accept", ana, {})).toBe(200);
  expect(await verb("read", ana)).toBe(200);
  expect(await verb("transfer", ana, {})).toBe(400);
  expect(await verb("transfer", ana, { userId: bruno.id, note: "por favor" })).toBe(200);
  expect(await verb("close", ana)).toBe(404);
  expect(await verb("return", bruno)).toBe(200);
  expect(await verb("accept", bruno)).toBe(200);
  expect(await verb("close", bruno, { reason: "feito\0" })).toBe(200);
  expect(await verb("close", bruno)).toBe(409);
  expect(await verb("reopen", bruno)).toBe(200);
  const { body } = await get(`/api/tickets/${id}/events`, people.admin.token);
  expect(body.items.map((event: { type: string }) => event.type)).toEqual([
    "REOPENED",
    "CLOSED",
    "ACCEPTED",
    "RETURNED",
    "TRANSFERRED",
    "ACCEPTED",
  ]);
});

test("the list takes the contract's query, and refuses what it does not know", async () => {
  const token = people.admin.token;
  const query = `status=PENDING,OPEN,CLOSED&sort=priority&unread=false&userId=none&queueId=${queueId}&connectionId=${connectionId}&limit=1&q=`;
  expect((await get(`/api/tickets?${query}`, token)).status).toBe(200);
  expect((await get("/api/tickets?q=%00%25_%5C'", token)).status).toBe(200);
  for (const bad of [
    "status=DONE",
    "sort=name",
    "limit=101",
    "userId=x",
    "cursor=x",
    "order=asc",
    "q[a]=1",
    "status=OPEN&status=PENDING",
  ]) {
    expect((await get(`/api/tickets?${bad}`, token)).status, bad).toBe(400);
  }
  expect((await get("/api/tickets/counts", token)).body).toMatchObject({ mine: 0 });
  expect((await get("/api/tickets/not-an-id", token)).status).toBe(400);
});
