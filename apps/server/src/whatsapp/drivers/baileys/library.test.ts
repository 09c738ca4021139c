import { expect, test } from "vitest";
import { createBaileysFactory } from "./index.ts";
import { missingBecause } from "./library.ts";

test("a missing package is told with the command that installs it, and why it is optional", async () => {
  const missing = (): never => {
    throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
  };
  const because = await missingBecause(missing);
  expect(because).toContain("npm install @whiskeysockets/baileys@7.0.0-rc14 --workspace apps/server");
  expect(because).toContain("GPL-3.0");
});

test("it is here", async () => {
  expect(await createBaileysFactory().unavailableBecause?.()).toBeNull();
});
