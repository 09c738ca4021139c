import { expect } from "vitest";
import type { ContractCase } from "../contract.ts";
import { refTo, refToOurs } from "../line.ts";

export const changeCases: readonly ContractCase[] = [
  {
    name: "reaction of the customer, and taken back",
    needs: ({ reactions }) => reactions,
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      const { providerId } = await line.send(customer, "que tal?");
      await line.world.customerReacts({ providerId, from: customer }, "👍");
      const told = await line.event("reaction", (event) => event.providerId === providerId && event.emoji === "👍");
      expect(told).toMatchObject({ isFromUs: false });
      await line.world.customerReacts({ providerId, from: customer }, null);
      await line.event("reaction", (event) => event.providerId === providerId && event.emoji === null);
    },
  },
  {
    name: "reaction of ours, again, another, and taken back",
    needs: ({ reactions }) => reactions,
    run: async (line) => {
      const { place, told } = await line.received({ from: line.world.customer(), body: "obrigada" });
      for (const emoji of ["👍", "👍", "❤️", null]) {
        await line.driver.react?.(refTo(told), emoji);
        await line.until(async () => (await line.world.reactionOn(place)) === emoji, `the reaction ${emoji}`);
      }
    },
    refused: (line) => expect(line.driver.react).toBeUndefined(),
  },
  {
    name: "edit of the customer",
    feature: "customer-edits",
    run: async (line) => {
      const { place } = await line.received({ from: line.world.customer(), body: "terca" });
      await line.world.customerEdits(place, "terça");
      const told = await line.event("edited", ({ providerId }) => providerId === place.providerId);
      expect(told.body).toBe("terça");
    },
  },
  {
    name: "edit of ours, which may be repeated",
    needs: ({ editMinutes }) => editMinutes !== null,
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      const { providerId } = await line.send(customer, "as 9");
      const ours = refToOurs(line, customer, providerId, "as 9");
      for (let time = 0; time < 2; time++) await line.driver.edit?.(ours, "às 9");
      await line.until(async () => {
        const arrived = (await line.world.arrived()).find((each) => each.providerId === providerId);
        return arrived?.isEdited === true && arrived.body === "às 9";
      }, "the new text");
    },
    refused: (line) => expect(line.driver.edit).toBeUndefined(),
  },
  {
    name: "deletion of the customer",
    feature: "customer-edits",
    run: async (line) => {
      const { place } = await line.received({ from: line.world.customer(), body: "errado" });
      await line.world.customerRevokes(place);
      await line.event("revoked", ({ providerId }) => providerId === place.providerId);
    },
  },
  {
    name: "deletion of ours, which may be repeated",
    needs: ({ revokeMinutes }) => revokeMinutes !== null,
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      const { providerId } = await line.send(customer, "para outro");
      for (let time = 0; time < 2; time++) {
        await line.driver.revoke?.(refToOurs(line, customer, providerId, "para outro"));
      }
      await line.until(async () => {
        const arrived = (await line.world.arrived()).find((each) => each.providerId === providerId);
        return arrived === undefined || arrived.isDeleted;
      }, "the deletion");
    },
    refused: (line) => expect(line.driver.revoke).toBeUndefined(),
  },
  {
    name: "changes and reactions in a group say whose",
    needs: ({ groups }) => groups,
    feature: "group-changes",
    run: async (line) => {
      const [ana, bia] = [line.world.customer(), line.world.customer()];
      const group = await line.world.group([ana, bia]);
      const { place } = await line.received({ from: ana, group, body: "quem vai?" });
      await line.world.customerReacts({ ...place, from: bia }, "🙋");
      const reaction = await line.event("reaction", ({ providerId }) => providerId === place.providerId);
      expect(reaction.chat.identities).toContainEqual({ kind: "GROUP", value: group.id });
      const names = [line.world.identityOf(bia, "phone").value, line.world.identityOf(bia, "hidden").value];
      expect(reaction.author?.identities.some(({ value }) => names.includes(value))).toBe(true);
      await line.world.customerRevokes(place);
      await line.event("revoked", ({ providerId }) => providerId === place.providerId);
    },
  },
  {
    name: "typed by the owner on the phone: an echo, ours, of no agent",
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      const { providerId } = await line.world.ownerWrites(customer, "respondi do celular");
      const told = await line.message(providerId);
      expect(told).toMatchObject({ origin: "echo", isFromUs: true, author: null, body: "respondi do celular" });
      const names = [line.world.identityOf(customer, "phone").value, line.world.identityOf(customer, "hidden").value];
      expect(told.chat.identities.some(({ value }) => names.includes(value))).toBe(true);
    },
  },
];
