import type { Page } from "@playwright/test";
import { type Customer, type Phone, type PhoneDriver, phoneDrivers, startPhone } from "@whatskovi/server/phones";
import { expect, test } from "../src/fixtures.ts";
import { actOn, addNumber, cardOf, messageWith, openOffice } from "../src/office.ts";
import { startProduct } from "../src/product.ts";
import { photograph, samples } from "../src/samples.ts";
import { readQr } from "../src/scan-qr.ts";

test.use({ serviceWorkers: "allow" });

const kindOnScreen: Record<PhoneDriver, string> = {
  "whatsapp-web": "WhatsApp Web",
  baileys: "Multi-dispositivo (Baileys)",
};
const name = "Loja";
const maria: Customer = { name: "Maria Souza", phone: "5511988887777", lid: "200000000000007" };
const zeca: Customer = { name: "Zeca Dias", phone: "5511977776666", lid: "200000000000008" };

for (const driver of phoneDrivers) {
  test(`a phone by ${driver}: linked by its QR code, served with every kind, unlinked, linked by a code, and on in the same ticket`, async ({
    browser,
  }) => {
    test.setTimeout(150_000);
    const phone = await startPhone(driver);
    const product = await startProduct(phone.environment);
    try {
      const { admin, agent, call } = await openOffice(browser, product.url);
      await test.step("the QR code on the screen links it", () => linkByQr(admin, phone));
      await test.step("no pauses between sends, and groups", async () => {
        const { items } = await call<{ items: { id: string }[] }>("GET", "/api/connections");
        const pacing = { gapMs: [0, 0], newConversationsPerDay: null, warmUp: false };
        await call("PATCH", `/api/connections/${items[0]?.id}`, { pacing, groupsEnabled: true });
      });
      await test.step("the agent sees what the customer writes, of every kind", () => customerWrites(agent, phone));
      await test.step("the customer gets what the agent does, each once", () => agentAnswers(agent, phone));
      await test.step("a group, with who wrote", () => groupWrites(agent, phone));
      await test.step("unlinked on the phone: the page says so and how to go on", () => unlinkedOnPhone(admin, phone));
      await test.step("linked by a code, it goes on in the same ticket", () => linkByCode(admin, agent, phone));
    } finally {
      await product.stop();
      await phone.close();
    }
  });
}

async function linkByQr(admin: Page, phone: Phone): Promise<void> {
  await addNumber(admin, name, kindOnScreen[phone.driver]);
  const dialog = admin.getByRole("dialog", { name: `Vincular ${name}` });
  const code = dialog.getByRole("img", { name: "QR code para vincular o celular" });
  await expect(code).toBeVisible({ timeout: 30_000 });
  phone.scanQr(await readQr(code));
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(cardOf(admin, name).getByText("Conectada", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(cardOf(admin, name)).toContainText(phone.number.slice(-4));
}

async function customerWrites(agent: Page, phone: Phone): Promise<void> {
  const first = await phone.write(maria, { body: "Bom dia! Vocês têm *bomba d’água*?" });
  await agent.getByRole("tab", { name: /Pendentes/ }).click();
  await agent.getByRole("option", { name: /Maria Souza/ }).click();
  await agent.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(messageWith(agent, "Vocês têm").locator("strong")).toHaveText("bomba d’água");

  await phone.write(maria, { kind: "image", body: "É esta aqui", file: await samples.picture() });
  const picture = messageWith(agent, "É esta aqui").getByRole("img", { name: "É esta aqui" });
  await expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await phone.write(maria, { kind: "video", body: "Olha o barulho", file: await samples.film() });
  await messageWith(agent, "Olha o barulho").getByRole("button", { name: "Ver vídeo" }).click();
  await expect(agent.getByRole("dialog").locator("video")).toBeVisible();
  await agent.keyboard.press("Escape");
  await expect(agent.getByRole("dialog")).toHaveCount(0);
  await phone.write(maria, { kind: "voice", file: await samples.voice() });
  await expect(agent.getByRole("region", { name: "Mensagens" }).getByRole("button", { name: "Ouvir" })).toBeVisible();
  await phone.write(maria, { kind: "document", file: await samples.document() });
  await expect(messageWith(agent, "orçamento.pdf")).toContainText("PDF");
  const stickers = agent.getByRole("region", { name: "Mensagens" }).getByRole("button", { name: "Abrir imagem" });
  await expect(stickers).toHaveCount(1);
  await phone.write(maria, { kind: "sticker", file: await samples.sticker() });
  await expect(stickers).toHaveCount(2);
  const location = { latitude: -23.5614, longitude: -46.6559, name: "Oficina Central", address: "Av. Paulista, 1578" };
  await phone.write(maria, { kind: "location", location });
  await expect(messageWith(agent, "Oficina Central")).toContainText("Av. Paulista, 1578");
  await expect(messageWith(agent, "Oficina Central").getByRole("link", { name: "Abrir no mapa" })).toBeVisible();
  await phone.write(maria, { kind: "contact", contact: { name: "Sérgio Mecânico", phone: "5511987650000" } });
  await expect(messageWith(agent, "Sérgio Mecânico")).toContainText("98765-0000");
  await phone.write(maria, { kind: "poll", poll: { question: "Qual horário?", options: ["Manhã", "Tarde"] } });
  await expect(messageWith(agent, "Qual horário?")).toContainText(/Manhã.*Tarde/s);

  await phone.write(maria, { body: "Essa mesma que falei", quote: first });
  await expect(messageWith(agent, "Essa mesma que falei").getByTitle("Ir para a mensagem citada")).toContainText(
    "bomba d’água",
  );
  const edited = await phone.write(maria, { body: "Quero duas" });
  await expect(messageWith(agent, "Quero duas")).toBeVisible();
  await phone.edit(maria, edited, "Quero três");
  await expect(messageWith(agent, "Quero três")).toContainText("editada");
  const revoked = await phone.write(maria, { body: "Escrevi errado" });
  await expect(messageWith(agent, "Escrevi errado")).toBeVisible();
  await phone.revoke(maria, revoked);
  await expect(messageWith(agent, "Escrevi errado")).toContainText("O cliente apagou esta mensagem");
}

async function agentAnswers(agent: Page, phone: Phone): Promise<void> {
  const composer = agent.getByLabel("Mensagem para Maria Souza");
  const arrived = (body: string) => phone.sent().find((each) => each.body === body);
  const send = async (body: string) => {
    await composer.fill(body);
    await composer.press("Enter");
    await expect.poll(() => arrived(body), `${body} arrives`).toBeTruthy();
    await expect(messageWith(agent, body).getByRole("img", { name: "Entregue" })).toBeVisible();
  };
  await send("Temos, sim.");
  await phone.react(maria, arrived("Temos, sim.")?.id ?? "", "❤️");
  await expect(messageWith(agent, "Temos, sim.").getByRole("list", { name: "Reações" })).toContainText("❤️");

  const bytes = await photograph();
  await agent
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "bomba.png", mimeType: "image/png", buffer: bytes });
  await send("Esta é a nossa");
  expect(arrived("Esta é a nossa")?.file?.byteLength).toBeGreaterThan(0);

  await actOn(agent, "Essa mesma que falei", "Responder citando");
  await send("Separo três?");
  expect(arrived("Separo três?")?.quote).toEqual(expect.any(String));

  await actOn(agent, "Quero três", "Reagir");
  await agent.getByRole("menuitem", { name: "Reagir 👍" }).click();
  await expect.poll(() => phone.reactions()).toMatchObject([{ emoji: "👍" }]);
  await expect(messageWith(agent, "Quero três").getByRole("list", { name: "Reações" })).toContainText("👍");

  await send("Sai por R$ 418");
  await actOn(agent, "Sai por R$ 418", "Mais ações");
  await agent.getByRole("menuitem", { name: "Editar" }).click();
  await composer.fill("Sai por R$ 398");
  await agent.getByRole("button", { name: "Salvar edição" }).click();
  await expect.poll(() => arrived("Sai por R$ 398")?.isEdited).toBe(true);
  await expect(messageWith(agent, "Sai por R$ 398")).toContainText("editada");

  await send("Mensagem para outra pessoa");
  await actOn(agent, "Mensagem para outra pessoa", "Mais ações");
  await agent.getByRole("menuitem", { name: "Apagar para todos" }).click();
  await agent.getByRole("button", { name: "Apagar", exact: true }).click();
  await expect.poll(() => phone.sent().at(-1)?.isRevoked).toBe(true);
  await expect(messageWith(agent, "Mensagem para outra pessoa")).toContainText("Mensagem apagada");
  expect(phone.sent()).toHaveLength(5);
  expect(phone.reactions()).toHaveLength(1);
}

async function groupWrites(agent: Page, phone: Phone): Promise<void> {
  const group = phone.addGroup("Condomínio Jardins", [maria, zeca]);
  await phone.write(zeca, { group, body: "Quem abre o portão?" });
  await agent.getByRole("tab", { name: /Pendentes/ }).click();
  await agent.getByRole("option", { name: /Condomínio Jardins/ }).click();
  await expect(messageWith(agent, "Quem abre o portão?")).toContainText("Zeca Dias");
}

async function unlinkedOnPhone(admin: Page, phone: Phone): Promise<void> {
  phone.unlink();
  const card = cardOf(admin, name);
  await expect(card.getByText("Desvinculada no celular", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(card).toContainText("O celular desvinculou este aparelho. Vincule de novo.");
  await expect(card.getByRole("button", { name: "Conectar" })).toBeVisible();
  await phone.write(maria, { body: "Alguém aí?" });
}

async function linkByCode(admin: Page, agent: Page, phone: Phone): Promise<void> {
  const card = cardOf(admin, name);
  await card.getByRole("button", { name: "Conectar" }).click();
  await card.getByRole("button", { name: "Vincular celular" }).click({ timeout: 30_000 });
  const dialog = admin.getByRole("dialog", { name: `Vincular ${name}` });
  await dialog.getByLabel("Número do celular").fill(`+${phone.number}`);
  await dialog.getByRole("button", { name: "Gerar código" }).click();
  const code = dialog.getByRole("status").filter({ hasText: "Digite este código" }).locator("span");
  await phone.enterPairingCode((await code.textContent({ timeout: 20_000 })) ?? "");
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(card.getByText("Conectada", { exact: true })).toBeVisible({ timeout: 30_000 });

  await phone.write(maria, { body: "Voltaram?" });
  await agent.getByRole("tab", { name: /Meus/ }).click();
  await agent.getByRole("option", { name: /Maria Souza/ }).click();
  await expect(messageWith(agent, "Voltaram?")).toBeVisible();
  await expect(messageWith(agent, "Alguém aí?")).toBeVisible();
  await expect(messageWith(agent, "Quero três")).toBeVisible();
  const composer = agent.getByLabel("Mensagem para Maria Souza");
  await composer.fill("Voltamos!");
  await composer.press("Enter");
  await expect.poll(() => phone.sent().filter(({ body }) => body === "Voltamos!").length).toBe(1);
}
