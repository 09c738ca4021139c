import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testPassword } from "./factories.ts";
import { startTestServer, type TestServer, type TestUser } from "./harness.ts";

let server: TestServer;
let admin: TestUser;
let person: TestUser;
let queueId: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN" });
});
afterAll(() => server.stop());
beforeEach(async () => {
  queueId = (await server.factories.queue()).id;
  person = await server.signedIn({ queueIds: [queueId] });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

type Heard = { name: string; payload: Record<string, unknown> }[];

async function connect(token: string): Promise<{ socket: Socket; heard: Heard }> {
  const socket = io(server.url, { auth: { token }, transports: ["websocket"], forceNew: true, reconnection: false });
  sockets.push(socket);
  const heard: Heard = [];
  socket.onAny((name: string, payload: Record<string, unknown>) => heard.push({ name, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.once("session:ready", () => resolve());
    socket.once("connect_error", reject);
  });
  return { socket, heard };
}

const untilClosed = ({ socket, heard }: { socket: Socket; heard: Heard }) =>
  vi.waitFor(() => {
    expect(socket.connected).toBe(false);
    return heard.find(({ name }) => name === "session:ended")?.payload["reason"];
  }, 10_000);

/** A new ticket waits in the queue; resolves when everybody who may know of it does. */
async function announceTicket(): Promise<string> {
  const { id: contactId } = await server.factories.contact();
  const { id: whatsappId } = await server.factories.connection();
  const { id } = await server.factories.ticket({ contactId, whatsappId, queueId });
  await admin.api.updateTicket({ params: { id }, body: { priority: "URGENT" } });
  await server.drain();
  return id;
}
const heardTicket = (heard: Heard, ticketId: string) => heard.some(({ payload }) => payload["id"] === ticketId);

test("a garbled, expired or ended token gets no socket", async () => {
  await expect(connect("x")).rejects.toMatchObject({ data: { code: "unauthenticated" } });
  await person.api.logout();
  const socket = io(server.url, {
    auth: { token: person.token },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  let isReady = false;
  socket.on("session:ready", () => (isReady = true));
  await new Promise<void>((resolve) => {
    socket.once("disconnect", () => resolve());
    socket.once("connect_error", () => resolve());
  });
  expect(isReady).toBe(false);
});

test.each([
  ["signing out", "signed_out", () => person.api.logout()],
  ["signing out everywhere", "signed_out", () => person.api.endAllSessions()],
  ["deactivation", "deactivated", () => admin.api.deactivateUser({ params: { id: person.id } })],
  [
    "a new password by a link",
    "revoked",
    async () => {
      const { url } = await admin.api.createPasswordReset({ params: { id: person.id } });
      await server
        .api()
        .resetPassword({ body: { token: new URL(url).hash.slice("#token=".length), password: "nova-senha-1" } });
    },
  ],
])("%s closes open sockets and says why", async (_, reason, end) => {
  const connected = await connect(person.token);
  await end();
  expect(await untilClosed(connected)).toBe(reason);
});

test("a new password keeps this socket and closes those of other sessions", async () => {
  const other = await connect((await server.login(person.email)).accessToken);
  const here = await connect(person.token);
  await person.api.changePassword({ body: { currentPassword: testPassword, newPassword: "nova-senha-1" } });
  expect(await untilClosed(other)).toBe("revoked");
  expect(here.socket.connected).toBe(true);
});

test("who leaves a queue hears nothing of it from then on; who joins hears all", async () => {
  const { heard, socket } = await connect(person.token);
  const first = await announceTicket();
  await vi.waitFor(() => expect(heardTicket(heard, first)).toBe(true), 10_000);

  await admin.api.removeQueueMember({ params: { id: queueId, userId: person.id } });
  await vi.waitFor(() => expect(heard.at(-1)?.name).toBe("catalogue:changed"), 10_000);
  expect(heard.find(({ name }) => name === "user:update")?.payload["queueIds"]).toEqual([]);
  const hidden = await announceTicket();

  await admin.api.addQueueMember({ params: { id: queueId }, body: { userId: person.id } });
  await server.drain();
  const seen = await announceTicket();
  await vi.waitFor(() => expect(heardTicket(heard, seen)).toBe(true), 10_000);
  expect(heardTicket(heard, hidden)).toBe(false);
  expect(socket.connected).toBe(true);
});

test("a new role is heard at once: a supervisor also hears of open tickets", async () => {
  const { heard } = await connect(person.token);
  await admin.api.updateUser({ params: { id: person.id }, body: { role: "SUPERVISOR" } });
  await vi.waitFor(
    () => expect(heard.find(({ name }) => name === "user:update")?.payload["role"]).toBe("SUPERVISOR"),
    10_000,
  );
  const ticketId = await announceTicket();
  await admin.api.acceptTicket({ params: { id: ticketId } });
  await vi.waitFor(() => {
    const last = heard.findLast(({ payload }) => payload["id"] === ticketId)?.payload;
    expect(last).toMatchObject({ status: "OPEN", userId: admin.id });
  }, 10_000);
});

test("a contact without a ticket is told to supervisors whatever their queues, and to no agent; with one to its queue", async () => {
  const far = await connect((await server.signedIn({ role: "SUPERVISOR" })).token);
  const near = await connect((await server.signedIn({ role: "SUPERVISOR", queueIds: [queueId] })).token);
  const agent = await connect(person.token);
  const { id } = await server.factories.contact();
  const rename = async (name: string) => {
    await admin.api.updateContact({ params: { id }, body: { name } });
    await server.drain();
  };
  const names = ({ heard }: { heard: Heard }) =>
    heard.filter((event) => event.name === "contact:update").map(({ payload }) => payload["name"]);
  await rename("Sem atendimento");
  await vi.waitFor(() => expect([names(far), names(near)]).toEqual([["Sem atendimento"], ["Sem atendimento"]]), 10_000);
  const { id: whatsappId } = await server.factories.connection();
  await server.factories.ticket({ contactId: id, whatsappId, queueId });
  await rename("Com atendimento");
  await vi.waitFor(() => expect(names(near)).toEqual(["Sem atendimento", "Com atendimento"]), 10_000);
  await vi.waitFor(() => expect(names(agent)).toEqual(["Com atendimento"]), 10_000);
  expect(names(far)).toEqual(["Sem atendimento"]);
});
