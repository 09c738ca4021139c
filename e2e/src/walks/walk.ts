import type { Page } from "@playwright/test";
import type { Shop } from "../conversations.ts";

/** Somebody who goes from one state of the screen to the next, in Portuguese, and looks around in each. */
export type Walk = {
  readonly page: Page;
  readonly shop: Shop;
  /** The product's address. */
  readonly url: string;
  /** Looks at the screen as it stands. */
  readonly look: (name: string) => Promise<void>;
};

/** Opens the ticket of a customer by touching their row. */
export async function openTicket(page: Page, customer: string): Promise<void> {
  await page.goto("/tickets?tab=all");
  await page.getByRole("option", { name: new RegExp(customer) }).click();
  await page.getByRole("region", { name: "Mensagens" }).waitFor();
  // Under the pointer the row would offer to be chosen.
  await page.mouse.move(1, 1);
}

/** Closes what stands above the page. */
export async function closeLayer({ page }: Walk): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog], [role=menu]").waitFor({ state: "detached" });
}
