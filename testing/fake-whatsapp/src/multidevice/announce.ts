import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeMultiDevice, type FakeMultiDevice } from "./server.ts";

/** Starts the stand-in for a person at a terminal and prints how to use it. The media host takes the port after it. */
export async function announceMultiDevice(port: number, phone: string): Promise<FakeMultiDevice> {
  const fake = await startFakeMultiDevice({ port, mediaPort: port + 1, phones: [{ phone, name: "Empresa" }] });
  fake.phone(phone).behave({ receipts: ["delivered", "read"], receiptDelayMs: 800 });
  const certificate = join(mkdtempSync(join(tmpdir(), "fake-whatsapp-")), "media-ca.pem");
  writeFileSync(certificate, fake.mediaCa);
  const post = (act: string, body: object) =>
    `  curl -X POST ${fake.controlUrl}/phones/${phone}/${act} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
  console.log(`Fake multi-device WhatsApp at ${fake.url} (control at ${fake.controlUrl})`);
  console.log(`Its media host is https://${fake.mediaHost}; start the client with NODE_EXTRA_CA_CERTS=${certificate}`);
  console.log(
    "The company's phone scans the QR code that a client shows, or types its pairing code; then a customer writes:",
  );
  console.log(post("scanQr", { payload: "<content of the QR code>" }));
  console.log(post("enterPairingCode", { code: "<eight characters>" }));
  console.log(post("customerWrites", { phone: "5511988887777", name: "Maria", body: "Olá" }));
  console.log(`  curl ${fake.controlUrl}/phones/${phone}/sent`);
  return fake;
}
