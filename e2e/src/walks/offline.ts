import { openTicket, type Walk } from "./walk.ts";

/** Without a network: what is said of it, and what is written meanwhile. */
export async function walkOffline({ page, look }: Walk): Promise<void> {
  const customer = "Renata Magalhães";
  await openTicket(page, customer);
  const field = page.getByLabel(`Mensagem para ${customer}`);
  await field.fill("O pedido sai hoje à tarde.");
  await page.context().setOffline(true);
  const line = page.getByText(/Sem conexão com o servidor/);
  await line.waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  await page.getByText("Será enviada quando a conexão voltar.").waitFor();
  await look("offline");
  await page.getByRole("button", { name: "Descartar" }).click();
  await page.context().setOffline(false);
  await line.waitFor({ state: "detached", timeout: 30_000 });
}
