import { z } from "zod";
import type { DriverFactory } from "../../driver.ts";

/** A linked phone needs nothing to be told; its session lies in the profile of its browser. */
export const splitSettings: DriverFactory["splitSettings"] = (input) => ({
  settings: z.strictObject({}).parse(input),
  secrets: {},
  externalId: null,
});
