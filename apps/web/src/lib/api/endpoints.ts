import type { Endpoint, endpoints as contract } from "@whatskovi/contract";

type Name = keyof typeof contract;

/**
 * Where each endpoint of the contract is. The descriptors themselves carry every schema of the API, which no browser needs
 * to call it: they give the types, and this table what is left at run time. A test holds the two together.
 */
const addresses = {
  getSetup: "GET /api/setup",
  setUp: "POST /api/setup",
  login: "POST /api/auth/login",
  refresh: "POST /api/auth/refresh",
  logout: "POST /api/auth/logout",
  getMe: "GET /api/auth/me",
  changePassword: "POST /api/auth/password",
  listSessions: "GET /api/auth/sessions",
  endAllSessions: "DELETE /api/auth/sessions",
  endSession: "DELETE /api/auth/sessions/:id",
  createPasswordReset: "POST /api/users/:id/password-reset",
  resetPassword: "POST /api/auth/password-reset",
  listUsers: "GET /api/users",
  listColleagues: "GET /api/colleagues",
  getUser: "GET /api/users/:id",
  createUser: "POST /api/users",
  updateUser: "PATCH /api/users/:id",
  deactivateUser: "DELETE /api/users/:id",
  setOwnStatus: "PUT /api/users/me/status",
  listQueues: "GET /api/queues",
  getQueue: "GET /api/queues/:id",
  createQueue: "POST /api/queues",
  updateQueue: "PATCH /api/queues/:id",
  deleteQueue: "DELETE /api/queues/:id",
  listQueueMembers: "GET /api/queues/:id/members",
  setQueueMembers: "PUT /api/queues/:id/members",
  addQueueMember: "POST /api/queues/:id/members",
  removeQueueMember: "DELETE /api/queues/:id/members/:userId",
  listTags: "GET /api/tags",
  createTag: "POST /api/tags",
  updateTag: "PATCH /api/tags/:id",
  deleteTag: "DELETE /api/tags/:id",
  listContacts: "GET /api/contacts",
  getContact: "GET /api/contacts/:id",
  createContact: "POST /api/contacts",
  updateContact: "PATCH /api/contacts/:id",
  listConnections: "GET /api/connections",
  listConnectionSummaries: "GET /api/connections/summaries",
  listDrivers: "GET /api/connections/drivers",
  getConnection: "GET /api/connections/:id",
  createConnection: "POST /api/connections",
  updateConnection: "PATCH /api/connections/:id",
  deleteConnection: "DELETE /api/connections/:id",
  connectConnection: "POST /api/connections/:id/connect",
  disconnectConnection: "POST /api/connections/:id/disconnect",
  logoutConnection: "POST /api/connections/:id/logout",
  requestPairingCode: "POST /api/connections/:id/pairing-code",
  listConnectionGaps: "GET /api/connections/:id/gaps",
  acknowledgeConnectionGap: "POST /api/connections/:id/gaps/:gapId/acknowledge",
  listAlerts: "GET /api/alerts",
  acknowledgeAlert: "POST /api/alerts/:id/acknowledge",
  listTickets: "GET /api/tickets",
  countTickets: "GET /api/tickets/counts",
  getTicket: "GET /api/tickets/:id",
  updateTicket: "PATCH /api/tickets/:id",
  acceptTicket: "POST /api/tickets/:id/accept",
  transferTicket: "POST /api/tickets/:id/transfer",
  returnTicket: "POST /api/tickets/:id/return",
  closeTicket: "POST /api/tickets/:id/close",
  reopenTicket: "POST /api/tickets/:id/reopen",
  readTicket: "POST /api/tickets/:id/read",
  listTicketEvents: "GET /api/tickets/:id/events",
  listTicketMessages: "GET /api/tickets/:id/messages",
  sendMessage: "POST /api/messages",
  retryMessage: "POST /api/messages/:id/retry",
  setReaction: "PUT /api/messages/:id/reaction",
  editMessage: "PATCH /api/messages/:id",
  deleteMessage: "DELETE /api/messages/:id",
  forwardMessage: "POST /api/messages/:id/forward",
  uploadMedia: "POST /api/media",
  getMedia: "GET /api/media/:id",
  retryMedia: "POST /api/media/:id/retry",
  trySimulator: "POST /api/simulator/try",
  simulateMessage: "POST /api/simulator/:connectionId/messages",
  listSimulatorChats: "GET /api/simulator/:connectionId/chats",
  listSimulatorMessages: "GET /api/simulator/:connectionId/chats/:phone/messages",
  simulateRead: "POST /api/simulator/:connectionId/chats/:phone/read",
  simulateTyping: "POST /api/simulator/:connectionId/chats/:phone/typing",
  simulateScan: "POST /api/simulator/:connectionId/scan",
  simulateDisconnect: "POST /api/simulator/:connectionId/drop",
  setSimulatorBehaviour: "PUT /api/simulator/:connectionId/behaviour",
  getLive: "GET /health/live",
  getReady: "GET /health/ready",
  getOpenApi: "GET /api/openapi.json",
  getDocs: "GET /api/docs",
  sync: "GET /api/sync",
  verifyCloudApiWebhook: "GET /webhooks/cloud-api",
  receiveCloudApiWebhook: "POST /webhooks/cloud-api",
} as const satisfies Record<Name, `${Endpoint["method"]} ${string}`>;

/** What is called without an access token. */
const open: ReadonlySet<string> = new Set<Name>([
  "getSetup",
  "setUp",
  "login",
  "refresh",
  "logout",
  "resetPassword",
  "getLive",
  "getReady",
  "getOpenApi",
  "getDocs",
  "verifyCloudApiWebhook",
  "receiveCloudApiWebhook",
]);

/** What a call needs of a descriptor. */
export type Address = Pick<Endpoint, "method" | "path" | "access">;

function addressOf([name, line]: [string, string]): [string, Address] {
  const [method, path] = line.split(" ") as [Endpoint["method"], string];
  return [name, { method, path, access: open.has(name) ? "public" : "AGENT" }];
}

/** The contract's endpoints, typed as it types them, without their schemas. */
export const endpoints = Object.fromEntries(Object.entries(addresses).map(addressOf)) as unknown as typeof contract;
