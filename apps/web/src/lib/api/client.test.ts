import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SignedIn } from "@whatskovi/contract";
import axios from "axios";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createApi } from "./client.ts";
import { endpoints } from "./endpoints.ts";

type Answer = { status: number; body: unknown };

let server: Server;
let answer: (request: IncomingMessage) => Answer;
const seen: string[] = [];

beforeEach(async () => {
  seen.length = 0;
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    const { status, body } = answer(request);
    response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json" });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const problem = (status: number, code: string) => ({
  status,
  body: { type: "about:blank", title: code, status, code },
});

function client(token: string | null = "old") {
  const { port } = server.address() as AddressInfo;
  const session = {
    token,
    userId: "ana",
    currentToken: () => session.token,
    currentUserId: () => session.userId,
    accept: (fresh: SignedIn) => {
      session.token = fresh.accessToken;
      session.userId = fresh.user?.id ?? session.userId;
    },
    expire: vi.fn(),
  };
  return { session, api: createApi(session, axios.create({ baseURL: `http://127.0.0.1:${port}`, adapter: "http" })) };
}

const id = "01920000-0000-7000-8000-000000000001";

test("fills the path and the query, and signs the call", async () => {
  answer = () => ({ status: 200, body: { items: [], nextCursor: null } });
  await client().api.call(endpoints.listTicketMessages, { params: { id }, query: { limit: 40 } });
  expect(seen).toEqual([`GET /api/tickets/${id}/messages?limit=40 Bearer old`]);
});

test("renews a refused token once for all calls and repeats them", async () => {
  answer = (request) => {
    if (request.url === "/api/auth/refresh") return { status: 200, body: { accessToken: "new" } };
    return request.headers.authorization === "Bearer new"
      ? { status: 200, body: { id } }
      : problem(401, "unauthenticated");
  };
  const { api } = client();
  await Promise.all([
    api.call(endpoints.getTicket, { params: { id } }),
    api.call(endpoints.getMe, {}),
    api.call(endpoints.countTickets, { query: {} }),
  ]);
  expect(seen.filter((line) => line.includes("refresh"))).toHaveLength(1);
});

test("without a token yet, a call first asks for one", async () => {
  answer = (request) =>
    request.url === "/api/auth/refresh" ? { status: 200, body: { accessToken: "new" } } : { status: 200, body: { id } };
  await client(null).api.call(endpoints.getMe, {});
  expect(seen).toEqual(["POST /api/auth/refresh", "GET /api/auth/me Bearer new"]);
});

test("what one person asked for is not repeated when somebody else turns out to be signed in", async () => {
  answer = (request) =>
    request.url === "/api/auth/refresh"
      ? { status: 200, body: { accessToken: "new", user: { id: "bruno" } } }
      : problem(401, "unauthenticated");
  for (const token of ["old", null]) {
    seen.length = 0;
    await expect(client(token).api.call(endpoints.getTicket, { params: { id } })).rejects.toMatchObject({
      code: "session_expired",
    });
    expect(seen.filter((line) => line.includes("Bearer new"))).toEqual([]);
  }
});

test("ends the session when the refresh token is refused too", async () => {
  answer = (request) =>
    request.url === "/api/auth/refresh" ? problem(401, "session_expired") : problem(401, "unauthenticated");
  const { api, session } = client();
  await expect(api.call(endpoints.getMe, {})).rejects.toMatchObject({ code: "session_expired" });
  expect(session.expire).toHaveBeenCalledTimes(1);
});

test("a wrong password is no reason to renew anything", async () => {
  answer = () => problem(401, "invalid_credentials");
  await expect(client().api.call(endpoints.login, { body: { email: "a@b.co", password: "x" } })).rejects.toMatchObject({
    code: "invalid_credentials",
  });
  expect(seen).toHaveLength(1);
});

test("tells a refusal by its code, with what the server says about it", async () => {
  answer = () => ({
    status: 409,
    body: { type: "", title: "", status: 409, code: "ticket_already_taken", takenBy: { id, name: "Ana" } },
  });
  await expect(client().api.call(endpoints.acceptTicket, { params: { id } })).rejects.toMatchObject({
    code: "ticket_already_taken",
    problem: { takenBy: { name: "Ana" } },
  });
});

test("no answer is `network`", async () => {
  const { api } = client();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(api.call(endpoints.getMe, {})).rejects.toMatchObject({ code: "network" });
  server = createServer().listen(0);
});
