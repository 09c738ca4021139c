import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { logOf } from "../src/conversations.ts";
import { expect, openShop, password, test } from "../src/fixtures.ts";
import { expectFocus, pressUntil } from "../src/keyboard.ts";

test.use({ serviceWorkers: "allow" });

const marcia = "Márcia Teixeira";

const option = (page: Page, name: string | RegExp) => page.getByRole("option", { name });
const ticket = (page: Page, name: string) =>
  page.getByRole("listbox", { name: "Lista de atendimentos" }).getByRole("option", { name: new RegExp(name) });
const palette = (page: Page) =>
  page.getByRole("dialog").filter({ has: page.locator("input[type=search][role=combobox]") });
const field = (page: Page, name: string) => page.getByLabel(`Mensagem para ${name}`);

/** Presses one key after the other, and looks where the focus is after each. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await expectFocus(page);
  }
}

/** Does something by its name in the palette. */
async function say(page: Page, words: string, line: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette(page).getByRole("option", { selected: true })).toContainText(line);
  await page.keyboard.press("Enter");
}

/** A shop with two who wait, one of them urgent, a quick reply, a tag, and a queue of somebody else. */
async function openDay(url: string) {
  const shop = await openShop(url);
  await shop.write(marcia, "+5521999990000", "O boleto do pedido não chegou");
  await shop.write("Nilo Prado", "+5521999990001", "Qual o horário?");
  await shop.call("POST", "/api/tags", { name: "Financeiro", color: "#2563eb" });
  await shop.call("POST", "/api/queues", { name: "Suporte", memberIds: [] });
  await shop.call("POST", "/api/quick-replies", {
    shortcut: "oi",
    body: "Olá, {{contact.firstName|cliente}}.",
    scope: "everybody",
  });
  const waiting = async () =>
    (await shop.call<{ items: { id: string; contact: { name: string } }[] }>("GET", "/api/tickets")).items;
  await expect.poll(async () => (await waiting()).length).toBe(2);
  const urgent = (await waiting()).find(({ contact }) => contact.name === marcia);
  await shop.call("PATCH", `/api/tickets/${urgent?.id}`, { priority: "URGENT" });
  return shop;
}

test("a whole day of an agent without a mouse, and the focus is always somewhere", async ({ product, browser }) => {
  test.setTimeout(240_000);
  await openDay(product.url);
  const context = await browser.newContext({
    baseURL: product.url,
    locale: "pt-BR",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();

  await test.step("signs in", async () => {
    await page.goto("/login");
    await pressUntil(page, "Tab", page.getByLabel("E-mail"));
    await page.keyboard.type("bruno@example.com");
    await press(page, "Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tickets/);
    await expectFocus(page);
  });

  await test.step("finds who waits, and narrows the list", async () => {
    await pressUntil(page, "Tab", page.getByRole("tab", { name: /Meus/ }));
    await press(page, "ArrowRight");
    await expect(page.getByRole("tab", { name: /Pendentes/ })).toHaveAttribute("aria-selected", "true");
    await expect(ticket(page, "Nilo Prado")).toBeVisible();
    await press(page, "f");
    const form = page.getByRole("dialog", { name: "Filtrar" });
    await expect(form).toBeVisible();
    await pressUntil(page, "Tab", form.getByRole("button", { name: "Urgente" }));
    await press(page, "Space", "Escape");
    await expect(page.getByRole("button", { name: /Filtrar/ })).toBeFocused();
    await expect(ticket(page, "Nilo Prado")).toHaveCount(0);
    await expect(ticket(page, marcia)).toBeVisible();
  });

  const { log, row } = logOf(page);
  await test.step("opens the first who waits, reads, accepts", async () => {
    await pressUntil(page, "F6", page.getByRole("listbox", { name: "Lista de atendimentos" }));
    await press(page, "Enter");
    await expect(row("O boleto do pedido não chegou")).toBeVisible();
    await pressUntil(page, "F6", log);
    await press(page, "ArrowUp");
    await expect(row("O boleto do pedido não chegou").locator("[data-bubble]")).toBeFocused();
    await press(page, "a");
    await expect(field(page, marcia)).toBeVisible();
    await expectFocus(page);
  });

  await test.step("answers: a quick reply, an emoji, a note that names a colleague, a file", async () => {
    await pressUntil(page, "F6", field(page, marcia));
    await page.keyboard.type("/oi");
    await expect(option(page, /\/oi/)).toBeVisible();
    await press(page, "Enter");
    await expect(field(page, marcia)).toHaveValue("Olá, Márcia.");
    await page.keyboard.type(" :foguete");
    await expect(option(page, /foguete/).first()).toBeVisible();
    await press(page, "Enter", "Enter");
    await expect(row("Olá, Márcia. 🚀")).toBeVisible();

    await press(page, "Escape", "n");
    await expect(page.getByLabel(`Nota interna sobre ${marcia}`)).toBeFocused();
    await page.keyboard.type("Veja @Adri");
    await expect(option(page, /Adriana Prado/)).toBeVisible();
    await press(page, "Tab", "Enter");
    await expect(log.getByText("@Adriana Prado")).toBeVisible();

    await press(page, "Escape", "r");
    await expect(field(page, marcia)).toBeFocused();
    await pressUntil(page, "Tab", page.getByRole("button", { name: "Anexar" }));
    await press(page, "Enter");
    await expect(page.getByRole("menuitem", { name: "Arquivo" })).toBeFocused();
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (
      await chooser
    ).setFiles({ name: "boleto.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n") });
    await expect(field(page, marcia)).toBeFocused();
    await press(page, "Enter");
    await expect(log.getByText("boleto.pdf").first()).toBeVisible();
  });

  const bubble = (text: string) => row(text).locator("[data-bubble]");
  await test.step("edits, reacts, answers a message", async () => {
    await pressUntil(page, "Shift+F6", log);
    await pressUntil(page, "ArrowUp", bubble("Olá, Márcia. 🚀"));
    await press(page, "e");
    await expect(field(page, marcia)).toHaveValue("Olá, Márcia. 🚀");
    await page.keyboard.press("End");
    await page.keyboard.type(" Segue o boleto.");
    await press(page, "Enter");
    await expect(row("Olá, Márcia. 🚀 Segue o boleto.").getByText("editada")).toBeVisible();

    await pressUntil(page, "Shift+F6", log);
    await pressUntil(page, "ArrowUp", bubble("O boleto do pedido não chegou"));
    await press(page, "+");
    await expect(page.getByRole("menuitem", { name: /👍/ })).toBeFocused();
    await press(page, "Enter");
    await expect(row("O boleto do pedido não chegou").getByRole("list", { name: "Reações" })).toContainText("👍");
    await press(page, "r");
    await expect(page.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
    await page.keyboard.type("Foi agora.");
    await press(page, "Enter");
    await expect(row("Foi agora.")).toBeVisible();
  });

  await test.step("searches a message and goes to it", async () => {
    await page.keyboard.press("Control+f");
    await page.keyboard.type("pedido nao");
    await expect(page.getByRole("searchbox", { name: "Buscar na conversa" })).toBeFocused();
    await press(page, "Enter", "Escape");
    await say(page, "boleto do", "O boleto do pedido");
    await expect(palette(page)).toHaveCount(0);
    await expect(page).toHaveURL(/ticket=/);
    await expect(row("O boleto do pedido não chegou").first()).toBeInViewport();
    await expectFocus(page);
  });

  await test.step("tags it, makes it less urgent, hands it on", async () => {
    await pressUntil(page, "F6", log);
    await page.keyboard.press("l");
    const tags = palette(page).getByRole("combobox", { name: "Quais etiquetas" });
    await expect(tags).toBeFocused();
    await expect(tags).toHaveAttribute("placeholder", "Digite para encontrar");
    await page.keyboard.type("finan");
    await expect(palette(page).getByRole("option", { name: /Financeiro/ })).toBeVisible();
    await expectAccessible(page, "a step of the palette");
    await press(page, "Enter");
    await expect(palette(page).getByRole("option", { name: /Financeiro.*escolhido/ })).toBeVisible();
    await press(page, "Escape");
    await expect(palette(page)).toHaveCount(0);
    await expectFocus(page);
    await page.keyboard.press("p");
    await expect(palette(page).getByRole("combobox", { name: "Qual prioridade" })).toBeFocused();
    await page.keyboard.type("normal");
    await press(page, "Enter");
    await expect(palette(page)).toHaveCount(0);

    await page.keyboard.press("Control+k");
    await expect(palette(page).getByRole("group", { name: "Neste atendimento" })).toBeVisible();
    await expectAccessible(page, "the palette");
    await press(page, "Escape");
    await expect(palette(page)).toHaveCount(0);
    await say(page, "transferir para fi", "Transferir para fila…");
    await expect(palette(page).getByRole("combobox", { name: "Transferir para qual fila" })).toBeFocused();
    await press(page, "Escape");
    await expect(palette(page).getByRole("combobox", { name: /Buscar atendimentos/ })).toBeFocused();
    await page.keyboard.type("transferir para fi");
    await press(page, "Enter");
    await expect(palette(page).getByRole("combobox", { name: "Transferir para qual fila" })).toBeFocused();
    await page.keyboard.type("supo");
    await expect(palette(page).getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Transferido.")).toBeVisible();
    await expect(page.getByRole("region", { name: `Conversa com ${marcia}` })).toHaveCount(0);
    await expectFocus(page);
  });

  await test.step("takes the next", async () => {
    await say(page, "limpar", "Limpar filtros");
    await expect(ticket(page, "Nilo Prado")).toBeVisible();
    await expectFocus(page);
    await pressUntil(page, "F6", page.getByRole("listbox", { name: "Lista de atendimentos" }));
    await press(page, "j", "Enter");
    await expect(row("Qual o horário?")).toBeVisible();
    await press(page, "a");
    await expect(field(page, "Nilo Prado")).toBeVisible();
  });

  const conversation = page.getByRole("region", { name: "Conversa com Nilo Prado" });
  await test.step("puts it back to unread, which leaves it, and reads it again", async () => {
    await say(page, ">meus", "Aba: Meus");
    const mine = ticket(page, "Nilo Prado");
    await expect(mine).toBeVisible();
    await expect(palette(page)).toHaveCount(0);
    // The same key marks as read what is not yet.
    await expect(mine.getByText("1 não lida")).toHaveCount(0);
    await press(page, "u");
    await expect(page.getByText("Marcado como não lido.")).toBeVisible();
    await expect(conversation).toHaveCount(0);
    await expect(mine.getByText("1 não lida")).toBeVisible();
    await pressUntil(page, "F6", page.getByRole("listbox", { name: "Lista de atendimentos" }));
    await press(page, "u");
    await expect(mine.getByText("1 não lida")).toHaveCount(0);
    await press(page, "Enter");
    await expect(conversation).toBeVisible();
  });

  await test.step("blocks the contact after a question, takes that back, sends a place, labels the contact", async () => {
    await say(page, "bloquear", "Bloquear contato");
    const question = page.getByRole("dialog", { name: "Bloquear Nilo Prado?" });
    await expect(question.getByRole("button", { name: "Bloquear contato" })).toBeFocused();
    await expectAccessible(page, "the question before a contact is blocked");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Nilo Prado foi bloqueado")).toBeVisible();
    await expect(question).toHaveCount(0);
    await expectFocus(page);
    await say(page, "desbloquear", "Desbloquear contato");
    await expect(page.getByText("Nilo Prado foi desbloqueado")).toBeVisible();
    await say(page, "enviar local", "Enviar localização…");
    await expect(page.getByLabel("Coordenadas ou link do mapa")).toBeFocused();
    await page.keyboard.type("-23.55052, -46.63331");
    await page.keyboard.press("Enter");
    await expect(log.getByText("-23.55052", { exact: false }).first()).toBeVisible();
    await expectFocus(page);
    await say(page, "etiquetas do cont", "Etiquetas do contato…");
    await expect(palette(page).getByRole("combobox", { name: "Quais etiquetas do contato" })).toBeFocused();
    await press(page, "Enter");
    await expect(palette(page).getByRole("option", { name: /Financeiro.*escolhido/ })).toBeVisible();
    await press(page, "Escape", "Escape");
    await expect(palette(page)).toHaveCount(0);
    await expectFocus(page);
  });

  await test.step("closes it with its reason, takes that back, closes it", async () => {
    await pressUntil(page, "F6", log);
    for (const isFinal of [false, true]) {
      await page.keyboard.press("e");
      await expect(page.getByLabel("Motivo (opcional)")).toBeFocused();
      await page.keyboard.type("Resolvido");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Atendimento encerrado.")).toBeVisible();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expectFocus(page);
      if (isFinal) break;
      await press(page, "z");
      await expect(field(page, "Nilo Prado")).toBeVisible();
      await expect(page.getByText("Atendimento encerrado.")).toHaveCount(0);
    }
    await press(page, "Escape");
    await expect(conversation).toHaveCount(0);
    await expectFocus(page);
  });

  await test.step("changes a contact where it stands, and comes back", async () => {
    await page.keyboard.press("g");
    const hint = page.getByRole("status").filter({ hasText: "Depois de G" });
    await expect(hint).toContainText("Contatos");
    // It stands over the headings: nobody reads or writes there.
    expect(await hint.evaluate((one) => one.getBoundingClientRect().bottom)).toBeLessThan(120);
    await expectAccessible(page, "between two keys");
    await page.keyboard.press("c");
    await page.waitForURL(/\/contacts/);
    await expectFocus(page);
    await pressUntil(page, "Tab", page.getByRole("button", { name: /Nilo Prado/ }));
    await press(page, "Enter");
    const panel = page.getByRole("region", { name: "Dados do contato" });
    await pressUntil(page, "Tab", panel.getByLabel("E-mail"));
    await page.keyboard.type("nilo@example.com");
    await press(page, "Enter");
    await expect(panel.getByLabel("E-mail")).toHaveValue("nilo@example.com");
    await press(page, "F6", "g", "i");
    await page.waitForURL(/\/tickets/);
    await expectFocus(page);
  });

  await test.step("chooses a theme, switches a key off, and goes", async () => {
    await say(page, "escura", "Aparência: Escura");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(palette(page)).toHaveCount(0);
    await press(page, "?");
    const sheet = page.getByRole("dialog", { name: "Atalhos do teclado" });
    await expect(sheet).toBeVisible();
    await expectAccessible(page, "the sheet of shortcuts");
    await pressUntil(page, "Tab", sheet.getByRole("switch", { name: /Nova conversa/ }));
    await press(page, "Space");
    await expect(sheet.getByRole("switch", { name: /Nova conversa/ })).not.toBeChecked();
    await press(page, "Escape");
    await expect(sheet).toHaveCount(0);
    await press(page, "c");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await say(page, "sair", "Sair");
    await page.waitForURL(/\/login/);
    await pressUntil(page, "Tab", page.getByLabel("E-mail"));
  });
  await context.close();
});
