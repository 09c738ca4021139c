import { driverCapabilities } from "@whatskovi/contract";
import type { DriverFactory } from "../../driver.ts";
import { CloudApiDriver, type DriverOptions } from "./cloud-api.driver.ts";
import { defaultTimeouts } from "./graph-client.ts";
import { splitSettings } from "./settings.ts";

export { changesOf, normalizeChange, type WebhookChange } from "./normalize-webhook.ts";

/** The official WhatsApp Business Platform (Cloud API). Tests may choose shorter waits. */
export function createCloudApiFactory(options: Partial<DriverOptions> = {}): DriverFactory {
  const chosen = { timeouts: defaultTimeouts, firstRetryMs: 1000, ...options };
  return {
    kind: "cloud-api",
    capabilities: driverCapabilities["cloud-api"],
    splitSettings,
    create: (context) => new CloudApiDriver(context, chosen),
  };
}
