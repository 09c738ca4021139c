import type { endpoints } from "@whatskovi/contract";
import { newId } from "../../src/platform/ids.ts";
import type { Call } from "../api-client.ts";
import { testPassword } from "../factories.ts";
import { accept, giveBack, move, read, type RelationRule, refuse, reopen, see, send, unread } from "./relations.ts";
import type { AccessWorld, Subject } from "./world.ts";

/** What is expected of one endpoint: a call that is right in every way, and how it ends for whom. */
export type Expectation =
  /** Open to everybody, whoever asks: ends with this status for all. */
  | { kind: "open"; status: number; call?: () => Call }
  /** Decided by the role alone: this status for who may, 403 for the other roles, 401 for nobody. `endsSession` as it says. */
  | { kind: "role"; status: number; call?: (world: AccessWorld) => Promise<Call> | Call; endsSession?: boolean }
  /** Decided by how the ticket stands to the person. */
  | { kind: "relation"; rule: RelationRule; call: (subject: Subject, world: AccessWorld) => Call };

const open = (status: number, call?: () => Call): Expectation => ({ kind: "open", status, ...(call && { call }) });
const byRole = (status: number, call?: (world: AccessWorld) => Promise<Call> | Call): Expectation => ({
  kind: "role",
  status,
  ...(call && { call }),
});
const onTicket = (rule: RelationRule, call: Partial<Call> = {}): Expectation => ({
  kind: "relation",
  rule,
  call: ({ ticketId }) => ({ params: { id: ticketId }, ...call }),
});

const unique = (name: string) => `${name} ${newId()}`;
const newUser = async (world: AccessWorld) => ({ params: { id: (await world.server.factories.user()).id } });
const newQueue = async (world: AccessWorld) => ({ params: { id: (await world.server.factories.queue()).id } });
const newTag = async (world: AccessWorld) => {
  const { id } = await world.server.database.models.tag.create({
    data: { id: newId(), name: unique("tag"), color: "#000000" },
  });
  return { params: { id } };
};
/** Numbers are tried with one that does not exist: who may, learns that. */
const noConnection = (call: Partial<Call> = {}) => byRole(404, () => ({ params: { id: newId() }, ...call }));
const noSimulator = (call: Partial<Call> = {}) =>
  byRole(404, () => ({ params: { connectionId: newId(), phone: "5511987654321" }, ...call }));
const noSimulatedMessage = (call: Partial<Call> = {}) =>
  byRole(404, () => ({ params: { connectionId: newId(), phone: "5511987654321", providerId: "sim.1" }, ...call }));
const cloudApi = () => ({
  name: unique("n"),
  driver: "cloud-api",
  settings: {
    phoneNumberId: String(10 ** 15 + Math.floor(Math.random() * 10 ** 14)),
    accessToken: "token",
    appSecret: "secret",
    verifyToken: "verify",
    graphBaseUrl: "http://127.0.0.1:9",
  },
});
const file = () => {
  const form = new FormData();
  form.set("file", new Blob(["olá"], { type: "text/plain" }), "a.txt");
  return form;
};

/** Imports are tried with one that does not exist: who may, learns that. */
const noImport = (call: Partial<Call> = {}) => byRole(404, () => ({ params: { id: newId() }, ...call }));
const importSettings = {
  encoding: "utf-8",
  delimiter: ",",
  hasHeader: true,
  mapping: ["phone"],
  country: "BR",
  onDuplicate: "update",
  makesTags: true,
};
const newField = async (world: AccessWorld) => {
  const { id } = await world.server.database.models.customField.create({
    data: { id: newId(), name: unique("campo"), kind: "TEXT", position: 1 },
  });
  return { params: { id } };
};

/** The whole API. An endpoint that is missing here does not compile, and fails the test. */
export const expectations: Record<keyof typeof endpoints, Expectation> = {
  getSetup: open(200),
  setUp: open(409, () => ({ body: { name: "Eva", email: "eva@example.com", password: "senha-forte" } })),
  login: open(401, () => ({ body: { email: `${newId()}@example.com`, password: "x" } })),
  refresh: open(401),
  logout: { kind: "role", status: 204, endsSession: true },
  resetPassword: open(401, () => ({ body: { token: "x".repeat(43), password: "senha-forte" } })),
  getMe: byRole(200),
  changePassword: {
    kind: "role",
    status: 204,
    call: () => ({ body: { currentPassword: testPassword, newPassword: "senha-forte" } }),
    endsSession: true,
  },
  listSessions: byRole(200),
  endAllSessions: { kind: "role", status: 204, endsSession: true },
  endSession: byRole(404, () => ({ params: { id: newId() } })),
  createPasswordReset: byRole(201, newUser),

  listUsers: byRole(200),
  listColleagues: byRole(200),
  getUser: byRole(200, newUser),
  createUser: byRole(201, () => ({ body: { name: "Eva", email: `${newId()}@example.com`, password: "senha-forte" } })),
  updateUser: byRole(200, async (world) => ({ ...(await newUser(world)), body: { name: "Eva" } })),
  deactivateUser: byRole(204, newUser),
  setOwnStatus: byRole(204, () => ({ body: { status: "ONLINE" } })),
  getOwnPreferences: byRole(200),
  changeOwnPreferences: byRole(200, () => ({ body: { theme: "dark" } })),
  listNotifications: byRole(200),
  readNotifications: byRole(204, () => ({ body: { ids: [newId()] } })),

  listQueues: byRole(200),
  getQueue: byRole(200, newQueue),
  createQueue: byRole(201, () => ({ body: { name: unique("fila") } })),
  updateQueue: byRole(200, async (world) => ({ ...(await newQueue(world)), body: { priority: 1 } })),
  deleteQueue: byRole(204, newQueue),
  listQueueMembers: byRole(200, newQueue),
  setQueueMembers: byRole(204, async (world) => ({
    ...(await newQueue(world)),
    body: { userIds: [world.colleagueId] },
  })),
  addQueueMember: byRole(204, async (world) => ({ ...(await newQueue(world)), body: { userId: world.colleagueId } })),
  removeQueueMember: byRole(404, () => ({ params: { id: newId(), userId: newId() } })),

  listTicketTemplates: onTicket(refuse),
  listTags: byRole(200),
  createTag: byRole(201, () => ({ body: { name: unique("tag") } })),
  updateTag: byRole(200, async (world) => ({ ...(await newTag(world)), body: { color: "#ffffff" } })),
  deleteTag: byRole(204, newTag),

  listContacts: byRole(200),
  countContacts: byRole(200),
  changeContacts: byRole(200, () => ({ body: { ids: [newId()], change: { isBlocked: true } } })),
  exportContacts: byRole(200, () => ({ body: { ids: [newId()] } })),
  listPossibleDuplicates: byRole(200),
  listContactMedia: {
    kind: "relation",
    rule: see,
    call: ({ contactId }) => ({ params: { id: contactId }, query: { kind: "visual" } }),
  },
  listGroupMembers: { kind: "relation", rule: see, call: ({ contactId }) => ({ params: { id: contactId } }) },
  createContactImport: byRole(201, () => ({ body: file() })),
  listContactImports: byRole(200),
  getContactImport: noImport(),
  previewContactImport: noImport({ body: importSettings }),
  startContactImport: noImport({ body: importSettings }),
  cancelContactImport: noImport(),
  getContactImportRejections: noImport(),
  listCustomFields: byRole(200),
  createCustomField: byRole(201, () => ({ body: { name: unique("campo"), kind: "TEXT" } })),
  updateCustomField: byRole(200, async (world) => ({ ...(await newField(world)), body: { name: unique("campo") } })),
  orderCustomFields: byRole(204, () => ({ body: { ids: [] } })),
  getCustomFieldUse: byRole(200, newField),
  deleteCustomField: byRole(204, newField),
  getContact: { kind: "relation", rule: see, call: ({ contactId }) => ({ params: { id: contactId } }) },
  createContact: byRole(201, () => ({
    body: { name: "Eva", phoneNumber: `+55119${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}` },
  })),
  updateContact: {
    kind: "relation",
    rule: see,
    call: ({ contactId }) => ({ params: { id: contactId }, body: { notes: "x" } }),
  },

  listContactDuplicates: { kind: "relation", rule: see, call: ({ contactId }) => ({ params: { id: contactId } }) },
  /** From itself nobody is told apart, and nothing is written: who sees the contact may ask. */
  tellContactsApart: {
    kind: "relation",
    rule: see,
    call: ({ contactId }) => ({ params: { id: contactId }, body: { contactIds: [contactId], areApart: true } }),
  },
  /** With itself nobody becomes one: who sees the contact learns that. */
  mergeContacts: {
    kind: "relation",
    rule: refuse,
    call: ({ contactId }) => ({ params: { id: contactId }, body: { contactId } }),
  },
  listContactMerges: { kind: "relation", rule: see, call: ({ contactId }) => ({ params: { id: contactId } }) },
  undoContactMerge: byRole(404, () => ({ params: { id: newId() } })),
  checkNumber: byRole(404, () => ({ body: { connectionId: newId(), phoneNumber: "+5511987654321" } })),

  listConnections: byRole(200),
  listConnectionSummaries: byRole(200),
  listDrivers: byRole(200),
  getConnection: noConnection(),
  createConnection: byRole(201, () => ({ body: cloudApi() })),
  updateConnection: noConnection({ body: { name: "x" } }),
  deleteConnection: noConnection(),
  connectConnection: noConnection(),
  disconnectConnection: noConnection(),
  logoutConnection: noConnection(),
  listConnectionGaps: noConnection(),
  acknowledgeConnectionGap: byRole(404, () => ({ params: { id: newId(), gapId: newId() } })),
  listAlerts: byRole(200),
  acknowledgeAlert: noConnection(),
  requestPairingCode: noConnection({ body: { phoneNumber: "+5511987654321" } }),

  searchMessages: byRole(200, () => ({ query: { q: "olá" } })),
  listTickets: byRole(200),
  countTickets: byRole(200),
  /** Answers for each ticket: see change-tickets.test.ts for who may do what. */
  changeTickets: byRole(200, () => ({ body: { ticketIds: [newId()], action: { kind: "accept" } } })),
  openTicket: {
    kind: "relation",
    rule: see,
    call: ({ contactId }, world) => ({ body: { contactId, connectionId: world.connectionId } }),
  },
  getTicket: onTicket(see),
  updateTicket: onTicket(see, { body: { priority: "HIGH" } }),
  acceptTicket: onTicket(accept),
  transferTicket: {
    kind: "relation",
    rule: move,
    call: ({ ticketId }, world) => ({
      params: { id: ticketId },
      body: { userId: world.colleagueId, queueId: world.queueId },
    }),
  },
  returnTicket: onTicket(giveBack),
  closeTicket: onTicket(move, { body: { reason: "x" } }),
  reopenTicket: onTicket(reopen),
  readTicket: onTicket(read),
  unreadTicket: onTicket(unread),
  listTicketEvents: onTicket(see),

  listInboxViews: byRole(200),
  createInboxView: byRole(201, () => ({ body: { name: `v ${newId().slice(-12)}`, tab: "mine" } })),
  updateInboxView: byRole(404, () => ({ params: { id: newId() }, body: { name: "x" } })),
  deleteInboxView: byRole(404, () => ({ params: { id: newId() } })),
  orderInboxViews: byRole(404, () => ({ body: { ids: [newId()] } })),

  listTicketMessages: onTicket(see),
  searchTicketMessages: onTicket(see, { query: { q: "olá" } }),
  sendMessage: { kind: "relation", rule: send, call: ({ ticketId }) => ({ body: { ticketId, body: "Olá" } }) },
  retryMessage: { kind: "relation", rule: send, call: ({ messageId }) => ({ params: { id: messageId } }) },
  /** What has left cannot be taken back: who sees the ticket learns that. */
  undoMessage: {
    kind: "relation",
    rule: refuse,
    call: ({ receivedMessageId }) => ({ params: { id: receivedMessageId } }),
  },
  listDrafts: byRole(200),
  saveDraft: onTicket(see, {
    body: { isPrivate: false, body: "x", noteBody: "", quotedMessageId: null, mentions: [], version: 1 },
  }),
  listMentionableColleagues: onTicket(see),
  listMentionableMembers: onTicket(see),
  listQuickReplies: byRole(200),
  createQuickReply: byRole(201, () => ({
    body: { shortcut: `a${newId().slice(-12)}`, body: "Olá", scope: "personal" },
  })),
  updateQuickReply: byRole(404, () => ({ params: { id: newId() }, body: { body: "Olá" } })),
  deleteQuickReply: byRole(404, () => ({ params: { id: newId() } })),
  setReaction: {
    kind: "relation",
    rule: send,
    call: ({ receivedMessageId }) => ({ params: { id: receivedMessageId }, body: { emoji: "👍" } }),
  },
  editMessage: {
    kind: "relation",
    rule: send,
    call: ({ ownMessageId }) => ({ params: { id: ownMessageId }, body: { body: "Olá!" } }),
  },
  deleteMessage: { kind: "relation", rule: send, call: ({ ownMessageId }) => ({ params: { id: ownMessageId } }) },
  forwardMessage: {
    kind: "relation",
    rule: send,
    call: ({ ticketId, receivedMessageId }) => ({ params: { id: receivedMessageId }, body: { ticketIds: [ticketId] } }),
  },
  uploadMedia: byRole(201, () => ({ body: file() })),
  getMedia: { kind: "relation", rule: see, call: ({ mediaId }) => ({ params: { id: mediaId } }) },
  retryMedia: { kind: "relation", rule: see, call: ({ mediaId }) => ({ params: { id: mediaId } }) },

  trySimulator: byRole(201),
  simulateMessage: noSimulator({ body: { from: { phone: "+5511987654321", name: "Eva" }, body: "Olá" } }),
  listSimulatorChats: noSimulator(),
  listSimulatorMessages: noSimulator(),
  simulateRead: noSimulator(),
  simulateTyping: noSimulator(),
  simulateEdit: noSimulatedMessage({ body: { body: "Olá!" } }),
  simulateRevoke: noSimulatedMessage(),
  simulateReaction: noSimulatedMessage({ body: { emoji: "👍" } }),
  simulateEcho: noSimulator({ body: { body: "Olá" } }),
  simulateLink: noSimulator(),
  simulateScan: noSimulator(),
  simulateDisconnect: noSimulator({ body: { cause: "network" } }),
  setSimulatorBehaviour: noSimulator({ body: {} }),

  getLive: open(200),
  getReady: open(200),
  getOpenApi: open(200),
  getDocs: open(200),
  sync: byRole(200, async (world) => ({ query: { since: await world.lastSeq() } })),
  verifyCloudApiWebhook: open(403),
  receiveCloudApiWebhook: open(401, () => ({
    body: Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry: [] })),
  })),
};
