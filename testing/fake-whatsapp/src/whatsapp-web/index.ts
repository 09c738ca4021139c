export { startFakeWhatsAppWeb, type FakeWhatsAppWeb, type FakeWhatsAppWebOptions } from "./server.ts";
export type { ArrivedMessage } from "./arrived-message.ts";
export type { FakePhone } from "./phone.ts";
