import { expect, test } from "vitest";
import { MemoryOfTest } from "./baileys.fixture.ts";
import { loadLibrary } from "./library.ts";
import { providerIdOf, SentMessages } from "./sent-messages.ts";

test("the same message always has the same id, in the form of WhatsApp Web's", () => {
  const id = providerIdOf("0190f0e0-0000-7000-8000-000000000001");
  expect(id).toMatch(/^3EB0[0-9A-F]{18}$/);
  expect(providerIdOf("0190f0e0-0000-7000-8000-000000000001")).toBe(id);
  expect(providerIdOf("0190f0e0-0000-7000-8000-000000000002")).not.toBe(id);
});

test("what was sent is found after a restart, and the oldest is forgotten", async () => {
  const library = await loadLibrary();
  const memory = new MemoryOfTest();
  const before = await SentMessages.load(memory, library);
  for (let each = 0; each < 205; each++)
    await before.remember(`P${each}`, `M${each}`, { conversation: `texto ${each}` });
  const after = await SentMessages.load(memory, library);
  expect(memory.count("sent")).toBe(200);
  expect(after.messageIdOf("P204")).toBe("M204");
  expect((await after.find("P204"))?.conversation).toBe("texto 204");
  expect(await after.find("P0")).toBeUndefined();
  await after.remember("P300", "M300", { conversation: "mais uma" });
  expect(memory.count("sent")).toBe(200);
});
