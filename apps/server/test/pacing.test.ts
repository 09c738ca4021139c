import { expect, it } from "vitest";
import { startTestServer } from "./harness.ts";

it("a limit of new conversations holds from the moment it is set, says why, and lets go when it is lifted", async () => {
  const server = await startTestServer();
  try {
    const admin = await server.signedIn({ role: "ADMIN" });
    const { id } = await admin.api.createConnection({ body: { name: "Loja", driver: "simulator", settings: {} } });
    await expect.poll(async () => (await admin.api.getConnection({ params: { id } })).status).toBe("online");
    const pace = (newConversationsPerDay: number | null) =>
      admin.api.updateConnection({
        params: { id },
        body: { pacing: { gapMs: [0, 0], newConversationsPerDay, warmUp: false } },
      });
    await pace(0);
    const open = { phoneNumber: "+5511983330009", name: "Ana", connectionId: id };
    const ticket = await admin.api.openTicket({ body: open });
    await admin.api.sendMessage({ body: { ticketId: ticket.id, body: "Bom dia" } });
    const shown = async () => (await admin.api.listTicketMessages({ params: { id: ticket.id } })).items[0];
    await expect.poll(shown).toMatchObject({ status: "PENDING", heldBecause: "daily_cap" });
    await pace(null);
    await expect.poll(async () => (await shown())?.status).toBe("RECEIVED");
    expect(await shown()).toMatchObject({ heldBecause: null, heldUntil: null });
  } finally {
    await server.stop();
  }
});
