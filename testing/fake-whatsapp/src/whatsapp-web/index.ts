export { startFakeWhatsAppWeb, type FakeWhatsAppWeb, type FakeWhatsAppWebOptions } from "./server.ts";
export type { FakePhone, Signal, Written } from "./phone.ts";
export type { ArrivedMessage } from "./arrived-message.ts";
