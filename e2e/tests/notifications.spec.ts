import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { acceptedBy, apiOf } from "../src/conversations.ts";
import { expect, shopTest, signIn } from "../src/fixtures.ts";
import { clickInWorker, recordTold } from "../src/told.ts";

const test = shopTest();
test.use({ serviceWorkers: "allow" });

const bruno = "bruno@example.com";
const carla = "carla@example.com";

const go = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Navegação principal" }).getByRole("link", { name }).first().click();

test("a customer's message is told outside the page, by a sound and in the title, and a click leads to it", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Márcia Teixeira";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5521999990001");
  const page = await signIn(browser, product.url, bruno);
  const notes = await recordTold(page);
  await go(page, "Contatos");
  await expect(page.getByRole("heading", { name: "Contatos" })).toBeVisible();
  await expect(page).toHaveTitle("WhatsKovi");

  await shop.write(name, "+5521999990001", "Chegou o *meu* pedido?");
  await expect.poll(notes.told).toEqual([
    {
      title: name,
      body: "Chegou o meu pedido?",
      tag: `ticket-${ticketId}`,
      silent: true,
      address: expect.stringContaining(`/tickets?ticket=${ticketId}&message=`),
    },
  ]);
  expect(await notes.wasSounded()).toBe(true);
  await expect(page).toHaveTitle("(1) WhatsKovi");

  await page.evaluate(() => navigator.serviceWorker.ready);
  const address = (await notes.told())[0]?.address ?? "";
  await clickInWorker(page.context(), address);
  await expect(page.getByRole("region", { name: "Mensagens" }).getByText("Chegou o")).toBeVisible();
  await expect(page).toHaveTitle("WhatsKovi");
  await page.context().close();
});

test("the conversation that is open before one is quiet, in whichever tab; of two tabs one speaks", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Otávio Ramos";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5531988880001");
  const front = await signIn(browser, product.url, bruno);
  const inFront = await recordTold(front);
  const behind = await front.context().newPage();
  await behind.goto("/contacts");
  const there = await recordTold(behind);
  await expect(behind.getByRole("heading", { name: "Contatos" })).toBeVisible();
  await front.goto(`/tickets?ticket=${ticketId}`);
  const log = front.getByRole("region", { name: "Mensagens" });
  await expect(log.getByText(`Bom dia, aqui é ${name}`)).toBeVisible();
  const titles = async () => [...(await inFront.titles()), ...(await there.titles())];

  await shop.write(name, "+5531988880001", "está me vendo?");
  await expect(log.getByText("está me vendo?")).toBeVisible();
  await shop.write("Iara Campos", "+5531977770001", "sou nova aqui");
  await expect.poll(titles).toEqual(["Novo atendimento: Iara Campos"]);
  // What comes later shows that nothing else was on its way.
  await shop.write("Lia Prado", "+5531977770002", "eu também");
  await expect.poll(titles).toEqual(["Novo atendimento: Iara Campos", "Novo atendimento: Lia Prado"]);

  // The tab that spoke closes: the other one speaks from then on.
  const [closing, staying, notes] =
    (await inFront.titles()).length > 0 ? [front, behind, there] : [behind, front, inFront];
  await closing.close();
  await shop.write("Rui Alves", "+5531977770003", "e eu");
  await expect.poll(notes.titles).toEqual(["Novo atendimento: Rui Alves"]);
  await staying.context().close();
});

test("a mention rings at once, is listed, leads to its note, and is read in every browser", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Sônia Paiva";
  const [desk, home] = [await signIn(browser, product.url, carla), await signIn(browser, product.url, carla)];
  const writer = await signIn(browser, product.url, bruno);
  const notes = await recordTold(desk);
  await go(desk, "Notificações");
  await expect(desk.getByText("Nada por aqui ainda")).toBeVisible();
  await expectAccessible(desk, "no notifications");
  await shop.write(name, "+5541966660001", "preciso de um desconto");
  await writer.getByRole("tab", { name: /Pendentes/ }).click();
  await writer.getByRole("option", { name: new RegExp(name) }).click();
  await writer.getByRole("button", { name: "Escrever nota" }).click();
  const field = writer.getByLabel(`Nota interna sobre ${name}`);
  await field.pressSequentially("@Carl");
  await writer.getByRole("option", { name: /Carla Dias/ }).click();
  await field.pressSequentially("pode autorizar?");
  await writer.keyboard.press("Enter");

  await expect(desk.getByRole("link", { name: /Bruno Lima mencionou você/ })).toContainText("pode autorizar?");
  await expect.poll(notes.titles).toContain("Bruno Lima mencionou você");
  const bell = (page: Page) => page.getByRole("link", { name: /Notificações.*1 não lida/ });
  await expect(bell(desk)).toBeVisible();
  await expect(bell(home)).toBeVisible();
  await expectAccessible(desk, "a notification");

  await desk.getByRole("link", { name: /Bruno Lima mencionou você/ }).click();
  const note = desk.getByRole("region", { name: "Mensagens" }).getByText("pode autorizar?");
  await expect(note).toBeVisible();
  await expect(desk).toHaveURL(/\/tickets\?ticket=[^&]+/);
  for (const page of [desk, home]) await expect(bell(page)).toHaveCount(0);

  // Named by an edit, too, and only who is named anew: here nobody.
  const row = writer.locator("ol > li").filter({ hasText: "pode autorizar?" });
  await row.hover();
  await row.getByRole("button", { name: "Mais ações" }).click();
  await writer.getByRole("menuitem", { name: "Editar" }).click();
  await field.fill("@Carla Dias já autorizou");
  await writer.keyboard.press("Enter");
  await expect(desk.getByRole("region", { name: "Mensagens" }).getByText("já autorizou")).toBeVisible();
  await go(home, "Notificações");
  await expect(home.getByRole("link", { name: /mencionou você/ })).toHaveCount(1);
  await expect(home.getByRole("link", { name: /mencionou você/ })).toContainText("já autorizou");
  for (const page of [desk, home, writer]) await page.context().close();
});

test("preferences hold at once, in every browser, and a refused one says so and goes back", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Tomás Nery";
  await acceptedBy(shop, product.url, carla, name, "+5551955550001");
  const desk = await signIn(browser, product.url, carla);
  const home = await signIn(browser, product.url, carla);
  const notes = await recordTold(home);
  for (const page of [desk, home]) await go(page, "Preferências");
  await expectAccessible(desk, "preferences");

  const showsText = (page: Page) => page.getByRole("switch", { name: "Mostrar o que foi escrito" });
  await showsText(desk).click();
  await expect(showsText(home)).not.toBeChecked();
  await desk.getByLabel("Som do aviso").click();
  await desk.getByRole("option", { name: "Nenhum" }).click();
  await expect(home.getByLabel("Som do aviso")).toContainText("Nenhum");
  await expect(home.getByRole("button", { name: "Ouvir" })).toBeDisabled();
  await shop.write(name, "+5551955550001", "segredo");
  await expect.poll(notes.told).toMatchObject([{ title: name, body: "Mensagem nova", silent: true }]);
  expect(await notes.wasSounded()).toBe(false);

  await desk.getByRole("radio", { name: "Só o que é para mim" }).check();
  await expect(home.getByRole("radio", { name: "Só o que é para mim" })).toBeChecked();
  await shop.write(name, "+5551955550001", "outro segredo");
  const handed = await acceptedBy(shop, product.url, bruno, "Nair Dutra", "+5551955550002");
  const { items: people } = await shop.call<{ items: { id: string; email: string }[] }>("GET", "/api/users");
  const userId = people.find(({ email }) => email === carla)?.id;
  await shop.call("POST", `/api/tickets/${handed}/transfer`, { userId, note: "é contigo" });
  await expect
    .poll(notes.told)
    .toMatchObject([
      { title: name },
      { title: "Adriana Prado passou um atendimento para você", body: "Nair Dutra", tag: `ticket-${handed}` },
    ]);
  await home.getByRole("radio", { name: "Meus atendimentos" }).check();
  await home.getByLabel("Som do aviso").click();
  await home.getByRole("option", { name: "Sino" }).click();
  await expect.poll(notes.wasSounded).toBe(true);
  await shop.write(name, "+5551955550001", "terceiro");
  await expect.poll(async () => (await notes.told()).length).toBe(3);
  expect(await notes.wasSounded()).toBe(true);

  const kept = await apiOf(product.url, carla);
  expect(await kept("GET", "/api/users/me/preferences")).toMatchObject({
    notifiesOf: "mine",
    showsNotificationText: false,
    sound: "bell",
  });
  await desk.route("**/api/users/me/preferences", (route) => route.abort());
  await showsText(desk).click();
  await expect(
    desk
      .getByRole("status")
      .filter({ hasText: /servidor/ })
      .first(),
  ).toBeVisible();
  await expect(showsText(desk)).not.toBeChecked();
  for (const page of [desk, home]) await page.context().close();
});

test("who has said that they are away is left in peace, and finds the number in the title", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Vera Lopes";
  await acceptedBy(shop, product.url, bruno, name, "+5561944440001");
  const page = await signIn(browser, product.url, bruno);
  const notes = await recordTold(page);
  const status = async () =>
    (await shop.call<{ items: { email: string; status: string }[] }>("GET", "/api/users")).items.find(
      ({ email }) => email === bruno,
    )?.status;
  await go(page, "Contatos");
  await page.getByRole("button", { name: /Sua conta/ }).click();
  await page.getByRole("menuitemradio", { name: "Ausente" }).click();
  await expect.poll(status).toBe("AWAY");
  await shop.write(name, "+5561944440001", "tem alguém?");
  await expect(page).toHaveTitle("(1) WhatsKovi");
  await page.getByRole("button", { name: /Sua conta/ }).click();
  await page.getByRole("menuitemradio", { name: "Disponível" }).click();
  await expect.poll(status).toBe("ONLINE");
  await shop.write(name, "+5561944440001", "oi?");
  await expect.poll(notes.told).toMatchObject([{ title: name, body: "oi?" }]);
  await page.context().close();
});

test("what was missed without a network is told in one, not in forty", async ({
  world: { product, shop },
  browser,
}) => {
  const page = await signIn(browser, product.url, bruno);
  const notes = await recordTold(page);
  await go(page, "Contatos");
  await expect(page.getByRole("heading", { name: "Contatos" })).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(/Sem conexão com o servidor/)).toBeVisible({ timeout: 30_000 });
  for (let turn = 0; turn < 40; turn += 1)
    await shop.write(`Cliente ${turn}`, `+55719${String(30_000_000 + turn)}`, "bom dia");
  await page.context().setOffline(false);
  await expect
    .poll(async () => (await notes.told()).map(({ tag, title }) => `${tag}: ${title}`), { timeout: 30_000 })
    .toEqual(["summary: Novidades em 40 atendimentos"]);
  await page.context().close();
});
