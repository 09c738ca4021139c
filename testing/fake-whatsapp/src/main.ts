import { parseArgs } from "node:util";
import { startFakeGraph } from "./graph/index.ts";
import { announceMultiDevice } from "./multidevice/announce.ts";
import { announceFakeWhatsAppWeb } from "./whatsapp-web/announce.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4100" },
    webhook: { type: "string" },
    "multidevice-port": { type: "string", default: "4200" },
    phone: { type: "string", default: "5511999990000" },
  },
});
const graph = await startFakeGraph({
  port: Number(values.port),
  numbers: [values.webhook === undefined ? {} : { webhookUrl: values.webhook }],
  behaviour: { statuses: ["sent", "delivered", "read"], webhookDelayMs: [200, 800] },
});
const [number] = graph.state.numbers.values();
console.log(`Fake Graph API at ${graph.url} (control at ${graph.url}/control)`);
console.log("A connection of the kind cloud-api reaches it with these settings:");
console.log(
  JSON.stringify(
    {
      phoneNumberId: number?.phoneNumberId,
      accessToken: number?.accessToken,
      appSecret: number?.appSecret,
      verifyToken: "fake-verify-token",
      graphBaseUrl: graph.url,
    },
    null,
    2,
  ),
);
const web = await announceFakeWhatsAppWeb();
const multiDevice = await announceMultiDevice(Number(values["multidevice-port"]), values.phone);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(
    signal,
    () => void Promise.all([graph.close(), web.close(), multiDevice.close()]).then(() => process.exit(0)),
  );
}
