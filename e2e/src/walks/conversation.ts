import { logOf } from "../conversations.ts";
import { kindsCustomer, kindsGroup } from "../screenshot-kinds.ts";
import { signIn } from "../fixtures.ts";
import { sharedCustomer } from "../showcase.ts";
import { closeLayer, openTicket, type Walk } from "./walk.ts";

const discounted = "com o desconto";

/** What was said, and what one does with it. */
export async function walkConversation(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await openTicket(page, "Renata");
  await page.getByText("pode fechar o pedido").last().waitFor();
  await look("conversation");
  await walkTicket(walk);
  await openTicket(page, kindsCustomer);
  await page.getByText("estou por aqui").last().waitFor();
  await look("kinds-end");
  await walkMessage(walk);
  await page.getByText("bombas d’água").first().scrollIntoViewIfNeeded();
  await look("kinds");
  await page.getByRole("button", { name: "Abrir imagem" }).first().click();
  await page.getByRole("dialog").getByRole("img").first().waitFor();
  await look("media-viewer");
  await closeLayer(walk);
  await page.getByRole("button", { name: "Mais ações" }).first().click();
  await page.getByRole("menuitem", { name: "Buscar na conversa" }).click();
  const search = page.getByRole("search", { name: "Buscar na conversa" });
  await search.getByRole("searchbox").fill("desconto");
  await search.getByText("1 de 1").waitFor();
  await look("search-inside");
  await page.keyboard.press("Escape");
  await openTicket(page, kindsGroup);
  await page.getByText("no portão").last().waitFor();
  await look("group");
}

/** What can be done with the whole of it, and what is known of it. */
async function walkTicket(walk: Walk): Promise<void> {
  const { page, look } = walk;
  const details = page.getByRole("complementary", { name: "Detalhes" });
  const wasOpen = await details.isVisible();
  if (!wasOpen) await page.getByRole("button", { name: "Detalhes", exact: true }).click();
  await details.waitFor();
  await look("details");
  if (!wasOpen) await details.getByRole("button", { name: "Fechar detalhes" }).click();
  for (const [action, name] of [
    ["Transferir", "transfer"],
    ["Encerrar", "close"],
  ] as const) {
    await page.getByRole("button", { name: "Mais ações" }).first().click();
    await page.getByRole("menuitem", { name: action }).waitFor();
    if (name === "transfer") await look("ticket-menu");
    await page.getByRole("menuitem", { name: action }).click();
    await page.getByRole("dialog").waitFor();
    await look(name);
    await closeLayer(walk);
  }
}

async function walkMessage(walk: Walk): Promise<void> {
  const { page, look } = walk;
  const row = logOf(page).log.getByRole("listitem").filter({ hasText: discounted });
  const reach = async (button: string) => {
    await row.getByText(discounted).click();
    await row.getByRole("button", { name: button }).click();
    await page.getByRole("menuitem").first().waitFor();
  };
  await reach("Mais ações");
  await look("message-menu");
  await closeLayer(walk);
  await reach("Reagir");
  await look("reactions");
  await closeLayer(walk);
  await reach("Mais ações");
  await page.getByRole("menuitem", { name: "Encaminhar" }).click();
  await page.getByRole("dialog").waitFor();
  await look("forward");
  await closeLayer(walk);
  await reach("Mais ações");
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByRole("button", { name: "Cancelar edição" }).waitFor();
  await look("editing");
  await page.keyboard.press("Escape");
}

/** A colleague at the same ticket: seen on its row and above it; what they answer while one writes. */
export async function walkTogether({ page, url, look }: Walk): Promise<void> {
  const browser = page.context().browser();
  if (browser === null) return;
  const bruno = await signIn(browser, url, "bruno@example.com");
  await openTicket(bruno, sharedCustomer);
  await openTicket(page, sharedCustomer);
  await page.getByRole("status").getByText(/Bruno/).first().waitFor();
  await look("presence");
  const field = page.getByLabel(`Mensagem para ${sharedCustomer}`);
  await field.pressSequentially("Vou conferir o que");
  await bruno.getByLabel(`Mensagem para ${sharedCustomer}`).fill("Qual é o modelo do seu celular?");
  await bruno.keyboard.press("Enter");
  await page.getByText("respondeu enquanto você escrevia").waitFor();
  await look("collision");
  await field.fill("");
  await bruno.context().close();
}
