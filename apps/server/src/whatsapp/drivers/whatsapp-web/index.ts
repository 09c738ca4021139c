import { driverCapabilities } from "@whatskovi/contract";
import type { DriverFactory } from "../../driver.ts";
import { browserMissing } from "./browser.ts";
import type { WhatsAppWebOptions } from "./client-host.ts";
import type { ClientTiming } from "./ipc.ts";
import { splitSettings } from "./settings.ts";
import { StartLimiter } from "./start-limiter.ts";
import { WhatsAppWebDriver } from "./whatsapp-web.driver.ts";

const startsAtOnce = 2;

const defaultTiming: ClientTiming = {
  lookEveryMs: 1000,
  probeEveryMs: 60_000,
  lookDeadlineMs: 15_000,
  readyGraceMs: 10_000,
  qrLifeMs: 60_000,
  stuckAfterMs: 120_000,
};

const defaultSendMs = 50_000;

type FactoryOptions = Omit<WhatsAppWebOptions, "timing" | "sendMs"> & {
  readonly timing?: Partial<ClientTiming>;
  readonly sendMs?: number;
};

/** WhatsApp Web itself, by the library whatsapp-web.js: a phone is linked as another device. Tests may choose shorter waits. */
export function createWhatsAppWebFactory(options: FactoryOptions): DriverFactory {
  const chosen = { sendMs: defaultSendMs, ...options, timing: { ...defaultTiming, ...options.timing } };
  const limiter = new StartLimiter(startsAtOnce);
  return {
    kind: "whatsapp-web",
    capabilities: driverCapabilities["whatsapp-web"],
    splitSettings,
    create: (context) => new WhatsAppWebDriver(context, chosen, limiter),
    unavailableBecause: async () => browserMissing(options.browser),
  };
}
