export { quietLibsignal } from "./quiet.ts";
export { startFakeMultiDevice, type FakeMultiDevice, type FakeMultiDeviceOptions, type NewGroup } from "./server.ts";
export type { CompanyPhone, CustomerWrites, OwnerWrites, PastMessage, Who } from "./company-phone.ts";
export type { PhoneBehaviour, ReceiptKind } from "./company-account.ts";
export type { LoginFault, SendFault } from "./faults.ts";
export type { SentMessage, SentReaction } from "./sent-messages.ts";
export type { MessageKind, Written, WrittenMedia } from "./written-message.ts";
