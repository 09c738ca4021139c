import { CloudApiSettings } from "@whatskovi/contract";
import type { DriverFactory } from "../../driver.ts";

/** The tokens and the app's secret are sealed; webhooks are routed by the id of the number. */
export const splitSettings: DriverFactory["splitSettings"] = (input) => {
  const { accessToken, appSecret, verifyToken, ...settings } = CloudApiSettings.parse(input);
  return { settings, secrets: { accessToken, appSecret, verifyToken }, externalId: settings.phoneNumberId };
};
