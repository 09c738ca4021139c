import { type FakeWhatsAppWeb, startFakeWhatsAppWeb } from "./server.ts";

/** Starts a stand-in of WhatsApp Web on its usual ports, in which customers read what they get, and prints how to use it. */
export async function announceFakeWhatsAppWeb(): Promise<FakeWhatsAppWeb> {
  const web = await startFakeWhatsAppWeb({
    port: 4110,
    controlPort: 4111,
    behaviour: { ticks: [2, 3], tickDelayMs: 800 },
  });
  const { number } = web.phone();
  const atPhone = `${web.controlUrl}/phones/${number}`;
  console.log(`\nFake WhatsApp Web at https://127.0.0.1:${web.port} (control at ${web.controlUrl})`);
  console.log("A connection of the kind whatsapp-web reaches it when the server is started with this setting:");
  console.log(`WHATSAPP_WEB_ARGS='${JSON.stringify(web.chromiumArgs)}'`);
  console.log("Then scan the QR code that is on the screen, and write as a customer:");
  console.log(`curl -X POST ${atPhone}/scan`);
  const message = JSON.stringify({ phone: "5511988887777", name: "Maria", body: "Oi" });
  console.log(`curl -X POST ${atPhone}/messages -H 'content-type: application/json' -d '${message}'`);
  return web;
}
