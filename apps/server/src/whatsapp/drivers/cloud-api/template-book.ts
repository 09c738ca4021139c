import { z } from "zod";
import { DriverError, type MessageTemplate, type SendCommand } from "../../driver.ts";
import type { GraphClient } from "./graph-client.ts";
import { approvedOf, componentsOf, type TemplateDefinition } from "./template-definition.ts";

const Page = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({
      next: z.string().nullish().catch(null),
      cursors: z
        .looseObject({ after: z.string().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
const PAGE_SIZE = 100;
const MAX_PAGES = 60;
const FRESH_MS = 10 * 60_000;

type SentTemplate = Extract<SendCommand["content"], { type: "TEMPLATE" }>["template"];

/** The approved templates of an account, and how to fill each in. Looked up again when what is known has grown old. */
export class TemplateBook {
  readonly #businessAccountId: string | undefined;
  readonly #known = new Map<string, { readonly definition: TemplateDefinition | null; readonly until: number }>();

  constructor(businessAccountId: string | undefined) {
    this.#businessAccountId = businessAccountId;
  }

  /** All that can be sent with texts alone. Throws `unsupported` when the settings do not name the account. */
  async list(client: GraphClient): Promise<MessageTemplate[]> {
    if (this.#businessAccountId === undefined) {
      const advice = "Enter the id of the WhatsApp Business account in this connection's settings";
      throw new DriverError("unsupported", `${advice}: templates belong to the account, not to the number.`);
    }
    const definitions = await this.#fetch(client, "");
    for (const definition of definitions) this.#remember(keyOf(definition), definition);
    return definitions.map(({ slots, ...template }) => ({ ...template, parameters: slots.length }));
  }

  /**
   * The parts that fill a template in. Of a template that is not known, or of an account that is not, every value goes into
   * the body. Throws `permanent` when the values are too few or too many.
   */
  async fill(client: GraphClient, template: SentTemplate): Promise<object[]> {
    const definition = await this.#find(client, template);
    const { parameters } = template;
    if (definition === null) {
      if (parameters.length === 0) return [];
      return [{ type: "body", parameters: parameters.map((text) => ({ type: "text", text })) }];
    }
    if (definition.slots.length !== parameters.length) {
      const message = `The template ${template.name} takes ${definition.slots.length} values and got ${parameters.length}.`;
      throw new DriverError("permanent", message, { providerCode: "132000" });
    }
    return componentsOf(definition, parameters);
  }

  /** After a refusal: the template may have changed since it was looked up. */
  forget(template: SentTemplate): void {
    this.#known.delete(keyOf(template));
  }

  async #find(client: GraphClient, template: SentTemplate): Promise<TemplateDefinition | null> {
    if (this.#businessAccountId === undefined) return null;
    const known = this.#known.get(keyOf(template));
    if (known !== undefined && known.until > Date.now()) return known.definition;
    const found = await this.#fetch(client, `&name=${encodeURIComponent(template.name)}`);
    for (const definition of found) this.#remember(keyOf(definition), definition);
    const definition = found.find((each) => keyOf(each) === keyOf(template)) ?? null;
    this.#remember(keyOf(template), definition);
    return definition;
  }

  #remember(key: string, definition: TemplateDefinition | null): void {
    this.#known.set(key, { definition, until: Date.now() + FRESH_MS });
  }

  async #fetch(client: GraphClient, filter: string): Promise<TemplateDefinition[]> {
    const fields = "fields=name,language,status,category,parameter_format,components";
    const path = `${this.#businessAccountId}/message_templates?${fields}&status=APPROVED&limit=${PAGE_SIZE}${filter}`;
    const found: TemplateDefinition[] = [];
    let after = "";
    for (let page = 0; page < MAX_PAGES; page++) {
      const { data, paging } = await client.get(`${path}${after}`, Page);
      found.push(...approvedOf(data));
      if (!paging?.next || !paging.cursors?.after) return found;
      after = `&after=${encodeURIComponent(paging.cursors.after)}`;
    }
    return found;
  }
}

const keyOf = ({ name, language }: { name: string; language: string }): string => `${name}\n${language}`;
