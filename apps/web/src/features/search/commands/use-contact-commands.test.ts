import { expect, test, vi } from "vitest";
import { loadMessages } from "../../../app/messages/catalogue.ts";
import { idsOf, offered } from "./testing/offered.tsx";
import { useContactCommands } from "./use-contact-commands.ts";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

const messages = await loadMessages("pt-BR");
const ana = { id: "c1", name: "Ana", phoneNumber: "+5511987654321", isBlocked: false };

test("beside a ticket the contact's page is one step away", () => {
  const commands = offered(messages, () => useContactCommands(ana, false));
  expect(idsOf(commands)).toEqual(["contact", "contact-tags", "earlier", "copy-phone", "block"]);
  expect(commands.find(({ id }) => id === "copy-phone")?.aside).toBe("+55 11 98765-4321");
});

test("on the contact's page a conversation can be begun, unless the contact is blocked", () => {
  expect(idsOf(offered(messages, () => useContactCommands(ana, true)))[0]).toBe("contact-begin");
  const blocked = idsOf(offered(messages, () => useContactCommands({ ...ana, isBlocked: true }, true)));
  expect(blocked).toEqual(["contact-tags", "earlier", "copy-phone", "unblock"]);
});

test("a block is asked about once the palette has gone; taking it back needs no question", () => {
  const whenOf = (isBlocked: boolean) =>
    offered(messages, () => useContactCommands({ ...ana, isBlocked }, false)).at(-1);
  expect(whenOf(false)).toMatchObject({ id: "block", when: "closed" });
  expect(whenOf(true)).toMatchObject({ id: "unblock" });
  expect(whenOf(true)).not.toHaveProperty("when");
});

test("who has no phone has none to copy; where no contact is meant nothing is offered", () => {
  expect(idsOf(offered(messages, () => useContactCommands({ ...ana, phoneNumber: null }, false)))).not.toContain(
    "copy-phone",
  );
  expect(offered(messages, () => useContactCommands(undefined, false))).toEqual([]);
});
