export { type FakeGraph, startFakeGraph, type FakeGraphOptions } from "./server.ts";
export { metaJson, signPayload } from "./signature.ts";
export { type CustomerMessage, envelope, type FakeCustomer, messagesPayload, statusesPayload } from "./payloads.ts";
export {
  FakeBehaviour,
  FakeNumber,
  Fault,
  type PostedWebhook,
  type RecordedRequest,
  type SentMessage,
} from "./types.ts";
