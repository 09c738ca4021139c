import { setTimeout as pause } from "node:timers/promises";
import { CloudApiSettings, driverCapabilities } from "@whatskovi/contract";
import { z } from "zod";
import {
  type DriverContext,
  DriverError,
  type Identity,
  type MediaRef,
  type MessageRef,
  type MessageTemplate,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
  type WhatsAppDriver,
} from "../../driver.ts";
import { GraphClient, type Timeouts } from "./graph-client.ts";
import { type OpenedMedia, openInboundMedia } from "./inbound-media.ts";
import { networkError } from "./network-error.ts";
import { e164, NumberDescription, stateAfter, stateAfterCheck } from "./number-check.ts";
import { PairLimits } from "./pair-limits.ts";
import { checkSticker, mediaTypeOf, uploadMimeType } from "./outbound-media.ts";
import { type Prepared, reactionRequest, recipientOf, sendRequest } from "./send-request.ts";
import { TemplateBook } from "./template-book.ts";

const Sent = z.looseObject({
  contacts: z
    .array(z.looseObject({ wa_id: z.string().nullish().catch(null), user_id: z.string().nullish().catch(null) }))
    .catch([]),
  messages: z.tuple([z.looseObject({ id: z.string().min(1) })], z.unknown()),
});
const Uploaded = z.looseObject({ id: z.union([z.string(), z.number().transform(String)]) });
const Anything = z.unknown();

export type DriverOptions = {
  readonly timeouts: Timeouts;
  /** Milliseconds before the first new try to reach Meta; doubles up to a minute. */
  readonly firstRetryMs: number;
};

/** The official API. Nothing is connected: what customers write comes by webhooks, and each call stands for itself. */
export class CloudApiDriver implements WhatsAppDriver {
  readonly kind = "cloud-api";
  readonly capabilities = driverCapabilities["cloud-api"];
  readonly maxConcurrentSends = 8;
  readonly #context: DriverContext;
  readonly #settings: CloudApiSettings;
  readonly #options: DriverOptions;
  readonly #pairLimits = new PairLimits();
  readonly #templates: TemplateBook;
  #stopping = new AbortController();
  #client: GraphClient;
  #checking: Promise<void> | null = null;

  constructor(context: DriverContext, options: DriverOptions) {
    this.#context = context;
    this.#settings = CloudApiSettings.parse(context.settings);
    this.#options = options;
    this.#templates = new TemplateBook(this.#settings.businessAccountId);
    this.#client = new GraphClient(this.#settings, options.timeouts, this.#stopping.signal);
  }

  async start(): Promise<void> {
    if (this.#checking !== null && !this.#stopping.signal.aborted) return;
    await this.#checking;
    if (this.#stopping.signal.aborted) {
      this.#stopping = new AbortController();
      this.#client = new GraphClient(this.#settings, this.#options.timeouts, this.#stopping.signal);
    }
    this.#context.setState({ status: "starting" });
    this.#check();
  }

  /** The lane has waited for its sends before: what is still under way is cut off, and its outcome stays unknown. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopping.abort();
    await Promise.race([this.#checking, pause(deadlineMs, undefined, { ref: false })]);
    this.#context.setState({ status: "stopped" });
  }

  /** There is nothing to unlink: the credentials are the connection's own settings. */
  async logout(): Promise<void> {
    await this.stop(1000);
    this.#context.setState({ status: "logged_out" });
  }

  async send(command: SendCommand): Promise<SendReceipt> {
    const recipient = Object.values(recipientOf(command.to)).join(":");
    try {
      const body = sendRequest(command, await this.#prepare(command));
      const sent = await this.#client.post(this.#path("messages"), body, Sent, this.#pairLimits.refusalsOf(recipient));
      this.#pairLimits.accepted(recipient);
      const canonical = isGroup(command.to) ? null : canonicalIdentity(sent.contacts[0]);
      return { providerId: sent.messages[0].id, ...(canonical === null ? {} : { recipient: canonical }) };
    } catch (thrown) {
      const error = networkError(thrown);
      if (error.providerCode === "131056") this.#pairLimits.refused(recipient);
      if (command.content.type === "TEMPLATE") this.#templates.forget(command.content.template);
      this.#notice(error);
      throw error;
    }
  }

  /** Evidence comes by itself: statuses carry our id of the message. There is no call that would tell. */
  async reconcile(): Promise<Reconciliation> {
    return { outcome: "waiting" };
  }

  /** Asks for the number itself, which takes the token's and Meta's word; a number that is known answers at once. */
  async probe(timeoutMs: number): Promise<boolean> {
    const path = `${this.#settings.phoneNumberId}?fields=id`;
    try {
      await this.#client.get(path, Anything, AbortSignal.timeout(timeoutMs));
      return true;
    } catch (thrown) {
      const error = networkError(thrown);
      this.#context.log.debug({ code: error.providerCode, kind: error.kind }, "a probe was not answered");
      return error.kind === "rate_limited";
    }
  }

  async react(message: MessageRef, emoji: string | null): Promise<void> {
    const body = reactionRequest(message.chat, message.providerId, emoji);
    await this.#callOnce(() => this.#client.post(this.#path("messages"), body, Sent));
  }

  async listTemplates(): Promise<readonly MessageTemplate[]> {
    return this.#callOnce(() => this.#templates.list(this.#client));
  }

  /** WhatsApp marks all that came before as well. In groups it has no such call. */
  async markRead(messages: readonly MessageRef[]): Promise<void> {
    const last = messages.at(-1);
    if (last === undefined || isGroup(last.chat)) return;
    await this.#signal({ status: "read", message_id: last.providerId });
  }

  /** Shown for 25 seconds, or until we write. WhatsApp ties it to a received message, which is marked as read. */
  async setTyping(chat: readonly Identity[], lastInboundProviderId: string | null): Promise<void> {
    if (lastInboundProviderId === null || isGroup(chat)) return;
    await this.#signal({ status: "read", message_id: lastInboundProviderId, typing_indicator: { type: "text" } });
  }

  async openMedia(media: MediaRef): Promise<OpenedMedia> {
    try {
      return await openInboundMedia(this.#client, media);
    } catch (thrown) {
      throw asNotSent(networkError(thrown));
    }
  }

  #path(edge: "messages" | "media"): string {
    return `${this.#settings.phoneNumberId}/${edge}`;
  }

  async #prepare({ content }: SendCommand): Promise<Prepared> {
    if (content.type === "TEMPLATE") {
      try {
        return { templateComponents: await this.#templates.fill(this.#client, content.template) };
      } catch (thrown) {
        throw asNotSent(networkError(thrown));
      }
    }
    return "file" in content ? { media: await this.#upload(content) } : {};
  }

  async #upload(content: Extract<SendCommand["content"], { file: unknown }>) {
    const { file } = content;
    const type = mediaTypeOf(content);
    const mimeType = uploadMimeType(content);
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("type", mimeType);
    try {
      const bytes = await new Response(await file.open()).blob();
      if (type === "sticker") await checkSticker(bytes);
      form.set("file", new File([bytes], file.fileName, { type: mimeType }));
      return { id: (await this.#client.upload(this.#path("media"), form, Uploaded)).id, type };
    } catch (thrown) {
      const error = asNotSent(networkError(thrown));
      throw error.kind === "permanent" ? new DriverError("media_rejected", error.message, { cause: error }) : error;
    }
  }

  /** A call that may be repeated without harm. */
  async #callOnce<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (thrown) {
      const error = asNotSent(networkError(thrown));
      this.#notice(error);
      throw error;
    }
  }

  async #signal(body: object): Promise<void> {
    const request = { messaging_product: "whatsapp", ...body };
    await this.#callOnce(() => this.#client.post(this.#path("messages"), request, Anything));
  }

  /** An error of one send may tell about the whole connection. */
  #notice(error: DriverError): void {
    const state = stateAfter(error);
    if (state !== null) this.#context.setState(state);
    else if (error.kind === "transient" && !/^\d+$/.test(error.providerCode ?? "")) {
      this.#context.setState({ status: "reconnecting", reason: error.message });
      this.#check();
    }
  }

  /** Asks for the number until Meta answers; one at a time. */
  #check(): void {
    this.#checking ??= this.#checkUntilAnswered(this.#stopping.signal).finally(() => {
      this.#checking = null;
    });
  }

  async #checkUntilAnswered(stopped: AbortSignal): Promise<void> {
    for (let wait = this.#options.firstRetryMs; !stopped.aborted; wait = Math.min(wait * 2, 60_000)) {
      const state = await this.#describe();
      if (stopped.aborted) return;
      this.#context.setState(state);
      if (state.status !== "reconnecting") return;
      await pause(wait * (0.8 + Math.random() * 0.4), undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  async #describe() {
    const path = `${this.#settings.phoneNumberId}?fields=display_phone_number,verified_name,quality_rating`;
    try {
      const number = await this.#client.get(path, NumberDescription);
      return { status: "online", phoneNumber: e164(number.display_phone_number) } as const;
    } catch (thrown) {
      const error = networkError(thrown);
      this.#context.log.warn({ code: error.providerCode, kind: error.kind }, "the number could not be read");
      return stateAfterCheck(error);
    }
  }
}

const isGroup = (chat: readonly Identity[]): boolean => chat.some(({ kind }) => kind === "GROUP");

/** A step before the sending failed: whatever became of it, the message did not go out. */
function asNotSent(error: DriverError): DriverError {
  if (error.kind !== "unknown_outcome") return error;
  const code = error.providerCode === undefined ? {} : { providerCode: error.providerCode };
  return new DriverError("transient", error.message, { ...code, cause: error });
}

function canonicalIdentity(contact: z.output<typeof Sent>["contacts"][number] | undefined): Identity | null {
  if (contact?.wa_id) return { kind: "PHONE", value: contact.wa_id };
  return contact?.user_id ? { kind: "BSUID", value: contact.user_id } : null;
}
