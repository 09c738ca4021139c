import { driverCapabilities } from "@whatskovi/contract";
import type { DriverFactory } from "../../driver.ts";
import { BaileysDriver, type DriverOptions } from "./baileys.driver.ts";
import { missingBecause } from "./library.ts";

/** A phone linked as another device, without a browser. Optional: see docs/adr/0021-baileys-optional.md. */
export function createBaileysFactory(options: Partial<DriverOptions> = {}): DriverFactory {
  const chosen = {
    webSocketUrl: undefined,
    acknowledgeMs: 20_000,
    offlineMs: 60_000,
    resendMs: 15_000,
    reuploadMs: 20_000,
    ...options,
  };
  return {
    kind: "baileys",
    capabilities: driverCapabilities.baileys,
    splitSettings: () => ({ settings: {}, secrets: {}, externalId: null }),
    create: (context) => new BaileysDriver(context, chosen),
    unavailableBecause: () => missingBecause(),
  };
}
