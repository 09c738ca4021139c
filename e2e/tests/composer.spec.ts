import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { acceptedBy, apiOf, logOf, writePast } from "../src/conversations.ts";
import { expect, shopTest, signIn } from "../src/fixtures.ts";

const test = shopTest();

const bruno = "bruno@example.com";

test.setTimeout(120_000);

async function open(page: Page, ticketId: string, name: string) {
  await page.goto(`/tickets?ticket=${ticketId}`);
  const field = page.getByLabel(`Mensagem para ${name}`);
  await expect(field).toBeVisible();
  return field;
}

test("what is typed comes back in another browser with its quote and its note, and goes when it is sent", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Dora Rascunho";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110001");
  const desk = await signIn(browser, product.url, bruno);
  const field = await open(desk, ticketId, name);
  const { row } = logOf(desk);
  await row(`Bom dia, aqui é ${name}`).hover();
  await row(`Bom dia, aqui é ${name}`).getByRole("button", { name: "Responder citando" }).click();
  await field.pressSequentially("Já vou ver");
  await row(`Bom dia, aqui é ${name}`).locator("[data-bubble]").click({ button: "right" });
  await desk.getByRole("menuitem", { name: "Citar em nota interna" }).click();
  await desk.getByLabel(`Nota interna sobre ${name}`).pressSequentially("cliente antigo");
  const saved = await apiOf(product.url, bruno);
  await expect
    .poll(async () => (await saved<{ items: object[] }>("GET", "/api/drafts")).items)
    .toContainEqual(expect.objectContaining({ ticketId, body: "Já vou ver", noteBody: "cliente antigo" }));

  const home = await signIn(browser, product.url, bruno);
  await expect(home.getByRole("option", { name: new RegExp(name) })).toContainText("Rascunho: cliente antigo");
  await home.goto(`/tickets?ticket=${ticketId}`);
  await expect(home.getByLabel(`Nota interna sobre ${name}`)).toHaveValue("cliente antigo");
  await expect(home.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
  await home.getByRole("button", { name: "Responder", exact: true }).click();
  await expect(home.getByLabel(`Mensagem para ${name}`)).toHaveValue("Já vou ver");
  await expect(home.getByRole("button", { name: "Cancelar citação" })).toBeVisible();

  await home.getByLabel(`Mensagem para ${name}`).press("Enter");
  await expect(logOf(home).row("Já vou ver")).toHaveCount(1);
  await desk.getByRole("button", { name: "Responder", exact: true }).click();
  await expect(desk.getByLabel(`Mensagem para ${name}`)).toHaveValue("");
  await expect(desk.getByRole("button", { name: "Cancelar citação" })).toHaveCount(0);
  await desk.getByRole("button", { name: "Nota interna" }).click();
  await desk.getByLabel(`Nota interna sobre ${name}`).press("Enter");
  await expect(row("cliente antigo").getByTitle("Ir para a mensagem citada")).toContainText(`aqui é ${name}`);
  await home.getByRole("button", { name: "Nota interna" }).click();
  await expect(home.getByLabel(`Nota interna sobre ${name}`)).toHaveValue("");
  await expect(home.getByRole("button", { name: "Cancelar citação" })).toHaveCount(0);
  const others = await apiOf(product.url, "admin@example.com");
  expect((await others<{ items: object[] }>("GET", "/api/drafts")).items).toEqual([]);
});

test("a message can be taken back before it leaves: gone for everybody, and in the field again", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Davi Desfaz";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110002");
  const call = await apiOf(product.url, bruno);
  await call("PATCH", "/api/users/me/preferences", { undoSeconds: 10 });
  const page = await signIn(browser, product.url, bruno);
  const admin = await signIn(browser, product.url, "admin@example.com");
  const field = await open(page, ticketId, name);
  await open(admin, ticketId, name);
  await field.fill("Mandei erado");
  await field.press("Enter");
  await expect(logOf(admin).row("Mandei erado")).toBeVisible();
  await expect(page.getByRole("button", { name: "Desfazer" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await expect(field).toHaveValue("Mandei erado");
  await expect(field).toBeFocused();
  await expect(logOf(page).row("Mandei erado")).toHaveCount(0);
  await expect(logOf(admin).row("Mandei erado")).toHaveCount(0);
  await call("PATCH", "/api/users/me/preferences", { undoSeconds: 0 });
  await field.fill("Mandei errado");
  await field.press("Enter");
  const atPhone = async () =>
    (
      await shop.call<{ items: { body: string }[] }>(
        "GET",
        `/api/simulator/${shop.numberId}/chats/5511911110002/messages`,
      )
    ).items.map(({ body }) => body);
  await expect.poll(atPhone).toContain("Mandei errado");
  expect(await atPhone()).not.toContain("Mandei erado");
});

test("who writes while a colleague answers is asked once before it goes", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Cida Colisão";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110003");
  const page = await signIn(browser, product.url, bruno);
  const admin = await signIn(browser, product.url, "admin@example.com");
  const field = await open(page, ticketId, name);
  const other = await open(admin, ticketId, name);
  await field.pressSequentially("O preço é");
  await other.fill("O preço é dez");
  await other.press("Enter");
  await expect(page.getByText("Adriana Prado respondeu enquanto você escrevia.")).toBeVisible();
  await expectAccessible(page, "an answer meanwhile");
  await field.pressSequentially(" doze");
  await field.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "respondeu enquanto" })).toBeVisible();
  await expect(field).toHaveValue("O preço é doze");
  await field.press("Enter");
  await expect(logOf(page).row("O preço é doze")).toBeVisible();
  await expect(field).toHaveValue("");
});

test("a quick reply comes by its shortcut, filled in, and what it lacks is pointed out", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Rita Rápida";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110004");
  const page = await signIn(browser, product.url, bruno);
  await page.goto("/quick-replies");
  await page.getByRole("button", { name: "Nova resposta rápida" }).first().click();
  await page.getByLabel("Atalho").fill("oi");
  await page.getByLabel("Texto").fill("Olá, {{contact.firstName|cliente}}. Sou {{agent.name}}, pedido {{pedido}}.");
  await page.getByRole("button", { name: "Criar resposta" }).click();
  await expect(page.getByText("{{pedido}} não existe.")).toBeVisible();
  await page.getByLabel("Texto").fill("Olá, {{contact.firstName|cliente}}. Sou {{agent.name}}.");
  await page.getByRole("button", { name: "Criar resposta" }).click();
  await expect(page.getByRole("heading", { name: "/oi" })).toBeVisible();
  await expectAccessible(page, "quick replies");

  const field = await open(page, ticketId, name);
  await field.pressSequentially("/o");
  const list = page.getByRole("listbox", { name: "Respostas rápidas" });
  await expect(list.getByRole("option", { name: /\/oi/ })).toBeVisible();
  await expect(page.getByText("Olá, Rita. Sou Bruno Lima.")).toBeVisible();
  await expectAccessible(page, "the list of quick replies");
  await field.press("Enter");
  await expect(field).toHaveValue("Olá, Rita. Sou Bruno Lima.");
  await field.pressSequentially(" {{valor}}");
  await field.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "{{valor}}" })).toBeVisible();
  for (let key = 0; key < " {{valor}}".length; key++) await field.press("Backspace");
  await field.press("Enter");
  await expect(logOf(page).row("Olá, Rita. Sou Bruno Lima.")).toBeVisible();
});

test("a note names a colleague, who is told who may see it first", async ({ world: { product, shop }, browser }) => {
  const name = "Mara Menção";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110005");
  const page = await signIn(browser, product.url, bruno);
  await open(page, ticketId, name);
  await page.getByRole("button", { name: "Nota interna" }).click();
  const note = page.getByLabel(`Nota interna sobre ${name}`);
  await note.pressSequentially("Por favor @");
  const options = page.getByRole("listbox", { name: "Mencionar" }).getByRole("option");
  await expect(options.first()).toContainText("Adriana Prado");
  await expect(options.filter({ hasText: "Carla Dias" })).toContainText("não vê este atendimento");
  await note.pressSequentially("Adri");
  await expect(options).toHaveCount(1);
  await note.press("Tab");
  await expect(note).toHaveValue("Por favor @Adriana Prado ");
  await note.pressSequentially("veja");
  await note.press("Enter");
  const admin = await signIn(browser, product.url, "admin@example.com");
  await admin.goto(`/tickets?ticket=${ticketId}`);
  await expect(admin.getByRole("region", { name: "Mensagens" }).getByText("@Adriana Prado")).toBeVisible();
});

test("emoji by name in the field and by picture in the picker, without a mouse", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Edu Emoji";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110006");
  const page = await signIn(browser, product.url, bruno);
  const field = await open(page, ticketId, name);
  await field.pressSequentially("Obrigado :foguete");
  await expect(page.getByRole("listbox", { name: "Escolher emoji" }).getByRole("option").first()).toContainText("🚀");
  await field.press("Enter");
  await expect(field).toHaveValue("Obrigado 🚀");
  await page.getByRole("button", { name: "Emojis" }).focus();
  await page.keyboard.press("Enter");
  const picker = page.getByRole("dialog", { name: "Escolher emoji" });
  const search = picker.getByLabel("Buscar emoji");
  await search.fill("polegar");
  await expect(picker.getByRole("button", { name: /polegar para cima/ })).toBeVisible();
  await expectAccessible(page, "the picker");
  await search.press("Enter");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("Obrigado 🚀👍");
  await expect(field).toBeFocused();
});

test("text is marked by keys, and Ctrl+Z takes it back", async ({ world: { product, shop }, browser }) => {
  const name = "Fábio Formato";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110007");
  const page = await signIn(browser, product.url, bruno);
  const field = await open(page, ticketId, name);
  await field.pressSequentially("bom dia");
  await field.press("Shift+Home");
  await field.press("Control+b");
  await expect(field).toHaveValue("*bom dia*");
  await field.press("Control+z");
  await expect(field).toHaveValue("bom dia");
  await field.fill("");
});

test("several files go each with its caption, in their order; what is too large is told before", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Ana Anexo";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110008");
  const page = await signIn(browser, product.url, bruno);
  const field = await open(page, ticketId, name);
  const input = page.locator('input[type="file"][multiple]');
  await input.setInputFiles([
    { name: "um.txt", mimeType: "text/plain", buffer: Buffer.from("um") },
    { name: "dois.txt", mimeType: "text/plain", buffer: Buffer.from("dois") },
    { name: "vazio.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByText("O arquivo está vazio.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Enviar", exact: true })).toBeDisabled();
  await expectAccessible(page, "files to send");
  await page.getByRole("button", { name: "Remover vazio.txt" }).click();
  await page.getByLabel("Legenda de um.txt").fill("primeiro");
  await page.getByLabel("Legenda de dois.txt").fill("segundo");
  await page.getByRole("button", { name: "Mover dois.txt para cima" }).click();
  await field.fill("Seguem os dois");
  await field.press("Enter");
  const sent = async () =>
    (
      await shop.call<{ items: { body: string; direction: string }[] }>("GET", `/api/tickets/${ticketId}/messages`)
    ).items
      .filter(({ direction }) => direction === "OUTBOUND")
      .map(({ body }) => body)
      .toReversed();
  await expect.poll(sent).toEqual(["Seguem os dois", "segundo", "primeiro"]);
});

test("files that are pasted and dropped on a narrow screen show how far they are, and one can be called off on its way", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Caio Cola";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110010");
  const page = await signIn(browser, product.url, bruno, { isPhone: true });
  const field = await open(page, ticketId, name);
  const give = (event: "paste" | "drop", files: { name: string; bytes: number }[]) =>
    field.evaluate(
      (element, { event: type, files: named }) => {
        const data = new DataTransfer();
        for (const file of named) data.items.add(new File(["x".repeat(file.bytes)], file.name, { type: "text/plain" }));
        const init = { bubbles: true, cancelable: true };
        if (type === "paste") element.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: data }));
        else
          for (const step of ["dragenter", "dragover", "drop"])
            element.dispatchEvent(new DragEvent(step, { ...init, dataTransfer: data }));
      },
      { event, files },
    );
  await give("paste", [
    { name: "colado.txt", bytes: 900_000 },
    { name: "errado.txt", bytes: 900_000 },
  ]);
  await give("drop", [{ name: "solto.txt", bytes: 20 }]);
  for (const file of ["colado.txt", "errado.txt", "solto.txt"])
    await expect(page.getByLabel(`Legenda de ${file}`)).toBeInViewport();
  await page.getByLabel("Legenda de solto.txt").fill("o último");
  await expectAccessible(page, "three files on a phone");

  const chrome = await page.context().newCDPSession(page);
  const line = { offline: false, latency: 0, downloadThroughput: -1 };
  await chrome.send("Network.emulateNetworkConditions", { ...line, uploadThroughput: 150_000 });
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  const { log } = logOf(page);
  const share = (file: string) => log.getByRole("progressbar", { name: file });
  await expect.poll(() => share("colado.txt").evaluate((bar) => (bar as HTMLProgressElement).value)).toBeGreaterThan(0);
  const wrong = log.getByRole("listitem").filter({ hasText: "errado.txt" });
  await expect(share("errado.txt")).toBeVisible({ timeout: 20_000 });
  await wrong.getByRole("button", { name: "Cancelar envio do arquivo" }).click();
  await expect(wrong).toHaveCount(0);
  await chrome.send("Network.emulateNetworkConditions", { ...line, uploadThroughput: -1 });
  const sent = async () =>
    (
      await shop.call<{ items: { body: string; direction: string; media: { fileName: string | null } | null }[] }>(
        "GET",
        `/api/tickets/${ticketId}/messages`,
      )
    ).items
      .filter(({ direction }) => direction === "OUTBOUND")
      .map(({ body, media }) => [media?.fileName, body])
      .toReversed();
  await expect.poll(sent, { timeout: 20_000 }).toEqual([
    ["colado.txt", ""],
    ["solto.txt", "o último"],
  ]);
  await expect(log.getByRole("progressbar")).toHaveCount(0);
});

test("a key is shown at once, however long the conversation is", async ({ world: { product, shop }, browser }) => {
  const name = "Lia Longa";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511911110009");
  await writePast(product, ticketId, { count: 2000, minutesAgo: 5, text: "antes" });
  const page = await signIn(browser, product.url, bruno);
  const field = await open(page, ticketId, name);
  await expect(logOf(page).row("antes 2000")).toBeVisible();
  await field.focus();
  const slowest = await field.evaluate(async (element) => {
    const times: number[] = [];
    for (const letter of "uma resposta que se escreve sem esperar") {
      const started = performance.now();
      document.execCommand("insertText", false, letter);
      times.push(performance.now() - started);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return { slowest: times.toSorted((one, other) => other - one)[2], value: (element as HTMLTextAreaElement).value };
  });
  expect(slowest.value).toBe("uma resposta que se escreve sem esperar");
  expect(slowest.slowest).toBeLessThan(50);
  await field.fill("");
});
