import { expect } from "vitest";
import type { InboundEvent, Party } from "../../../src/whatsapp/driver.ts";
import type { ContractCase } from "../contract.ts";

const partiesOf = (event: InboundEvent): Party[] => {
  if (event.kind === "contact") return [event.party];
  return event.kind === "message" ? [event.chat] : [];
};

export const identityCases: readonly ContractCase[] = [
  {
    name: "who shows no phone can write, and be written to",
    run: async (line) => {
      const customer = line.world.customer();
      const { told } = await line.received({ from: customer, body: "sem número", namedBy: "hidden" });
      expect(told.chat.identities).toContainEqual(line.world.identityOf(customer, "hidden"));
      const { providerId } = await line.driver.send(line.command(told.chat.identities, "respondo assim mesmo"));
      await line.until(
        async () => (await line.world.arrived()).some((each) => each.providerId === providerId),
        "the arrival",
      );
    },
  },
  {
    name: "a hidden name and a phone turn out to be one person's",
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "sem número", namedBy: "hidden" });
      await line.world.linkNames(customer);
      const [phone, hidden] = [line.world.identityOf(customer, "phone"), line.world.identityOf(customer, "hidden")];
      const has = ({ identities }: Party, { kind, value }: typeof phone) =>
        identities.some((each) => each.kind === kind && each.value === value);
      await line.until(
        () => line.events.flatMap(partiesOf).some((party) => has(party, phone) && has(party, hidden)),
        "both names of one person",
      );
    },
  },
  {
    name: "Brazil's ninth digit: WhatsApp tells how it writes a number",
    needs: ({ numberCheck }) => numberCheck,
    feature: "refuses-numbers",
    run: async (line) => {
      await line.world.setNumber("5531987650001", "553187650001");
      const check = await line.driver.checkNumber?.("+5531987650001");
      expect(check).toMatchObject({ isOnWhatsApp: true });
      expect(check?.isOnWhatsApp === true && check.identities).toContainEqual({ kind: "PHONE", value: "553187650001" });
    },
    refused: async (line) => {
      expect(line.driver.checkNumber).toBeUndefined();
      await line.world.setNumber("5531987650001", "553187650001");
      const sending = line.command([{ kind: "PHONE", value: "5531987650001" }], "oi");
      expect((await line.driver.send(sending)).recipient).toEqual({ kind: "PHONE", value: "553187650001" });
    },
  },
  {
    name: "a number that is not on WhatsApp is known before the first message",
    needs: ({ numberCheck }) => numberCheck,
    feature: "refuses-numbers",
    run: async (line) => {
      await line.world.setNumber("5511987650009", null);
      expect(await line.driver.checkNumber?.("+5511987650009")).toEqual({ isOnWhatsApp: false });
    },
    refused: (line) => expect(line.driver.checkNumber).toBeUndefined(),
  },
];
