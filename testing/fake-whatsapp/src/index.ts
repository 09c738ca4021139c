export * from "./graph/index.ts";
export {
  startFakeWhatsAppWeb,
  type ArrivedMessage,
  type FakePhone as FakeWebPhone,
  type FakeWhatsAppWeb,
  type FakeWhatsAppWebOptions,
} from "./whatsapp-web/index.ts";
