import { expect, test } from "vitest";
import { secretText, whatsappWebEvents } from "../../../../../test/phones/malformed/examples.ts";
import { formsOf } from "../../../../../test/phones/malformed/forms.ts";
import { InboundEvent } from "../../../driver.ts";
import { PageEvent } from "../ipc.ts";
import { Normalizer } from "./normalize-event.ts";

const examples = whatsappWebEvents("A1B2C3D4");
const around = { ownWids: ["5511940000001@c.us"], sentAs: () => null, now: Date.now() };
const places = ["model", "reaction", "call"];

/** Forms of what the page gives; the frame around it is our own. */
function eventsOf(example: Record<string, unknown>) {
  const place = places.find((each) => each in example) ?? "";
  return formsOf(example[place] as Record<string, unknown>, "json", 30).map(({ name, value }) => ({
    name,
    value,
    event: PageEvent.parse({ ...example, [place]: value }),
  }));
}

test.each(Object.entries(examples))(
  "%s in thirty wrong forms breaks nothing, and tells what the port takes",
  (_kind, example) => {
    for (const { name, event } of eventsOf(example)) {
      const told = new Normalizer().normalize(event, around);
      for (const each of told) expect(InboundEvent.safeParse(each).error, name).toBeUndefined();
    }
  },
);

test.each(["mention", "quote of somebody"])("%s with wrong parts around its text is told, with its text", (kind) => {
  for (const { name, value, event } of eventsOf(examples[kind] ?? {})) {
    if (value["body"] !== secretText || value["type"] !== "chat" || typeof value["id"] !== "object") continue;
    if (JSON.stringify(value["id"]) !== JSON.stringify((examples[kind]?.["model"] as Record<string, unknown>)["id"]))
      continue;
    expect(new Normalizer().normalize(event, around), name).toMatchObject([{ kind: "message", body: secretText }]);
  }
});
