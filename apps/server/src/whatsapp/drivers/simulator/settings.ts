import { SimulatorSettings } from "@whatskovi/contract";
import type { DriverFactory } from "../../driver.ts";

/** Nothing of it is secret, and no webhook has to find it. */
export const splitSettings: DriverFactory["splitSettings"] = (input) => ({
  settings: SimulatorSettings.parse(input),
  secrets: {},
  externalId: null,
});
