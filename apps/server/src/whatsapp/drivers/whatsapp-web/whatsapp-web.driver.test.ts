import { expect, test } from "vitest";
import { command, customer, linkedLine, startWeb } from "./whatsapp-web.fixture.ts";

test.each(["$1", "_serialized"] as const)("links, receives, sends (%s)", async (keyProperty) => {
  const web = await startWeb({ behaviour: { keyProperty } });
  const line = await linkedLine(web);
  web.phone().customerWrites({ ...customer, body: "Olá *negrito*" });
  console.log(JSON.stringify(await line.message("Olá *negrito*"), null, 1));
  const receipt = await line.driver.send(command("Oi Maria"));
  console.log(receipt, web.phone().sent());
  await line.until(() => line.of("status").some((s) => s.status === "RECEIVED"));
  console.log(
    JSON.stringify(line.of("status")),
    line.states.map((s) => s.status),
    line.notes,
  );
  expect(1).toBe(1);
});
