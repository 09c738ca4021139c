import type { CloudApiSettings } from "@whatskovi/contract";
import type { z } from "zod";
import { DriverError } from "../../driver.ts";
import { type GraphAnswer, readAnswer } from "./graph-answer.ts";
import { networkError } from "./network-error.ts";

/** How long to wait, in milliseconds. */
export type Timeouts = { readonly request: number; readonly transfer: number };

export const defaultTimeouts: Timeouts = { request: 30_000, transfer: 300_000 };

/** Some of Meta's file servers refuse requests without one. */
const USER_AGENT = "WhatsKovi/0.1";
const MAX_REDIRECTS = 3;

/** HTTP to one number's Graph API. Methods throw `DriverError` alone. */
export class GraphClient {
  readonly #settings: CloudApiSettings;
  readonly #timeouts: Timeouts;
  readonly #stopped: AbortSignal;

  constructor(settings: CloudApiSettings, timeouts: Timeouts, stopped: AbortSignal) {
    this.#settings = settings;
    this.#timeouts = timeouts;
    this.#stopped = stopped;
  }

  /** `sooner` ends the wait before the usual time. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema, sooner?: AbortSignal): Promise<z.output<Schema>> {
    const init = { method: "GET", ...(sooner === undefined ? {} : { signal: sooner }) };
    return readAnswer(await this.#call(path, init, this.#timeouts.request), schema);
  }

  /** `refusals`: how often this recipient's rate limit was hit just before. */
  async post<Schema extends z.ZodType>(
    path: string,
    body: object,
    schema: Schema,
    refusals = 0,
  ): Promise<z.output<Schema>> {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    return readAnswer(await this.#call(path, init, this.#timeouts.request), schema, refusals);
  }

  async upload<Schema extends z.ZodType>(path: string, form: FormData, schema: Schema): Promise<z.output<Schema>> {
    return readAnswer(await this.#call(path, { method: "POST", body: form }, this.#timeouts.transfer), schema);
  }

  /**
   * Fetches a file from where Graph said it is. The address is a stranger's word: only Meta's hosts and the configured one
   * are asked, redirects included, so neither the token nor a request can be lured elsewhere.
   */
  async download(url: string): Promise<Response> {
    const signal = this.#signal(this.#timeouts.transfer);
    let target = this.#trusted(url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await this.#fetch(target, { method: "GET", signal });
      if (response.status < 300 || response.status >= 400) return response;
      await response.body?.cancel();
      target = this.#trusted(new URL(response.headers.get("location") ?? "", target).href);
    }
    throw new DriverError("media_rejected", "The file's address leads round in circles");
  }

  async #call(path: string, init: RequestInit, timeout: number): Promise<GraphAnswer> {
    const { graphBaseUrl, graphVersion } = this.#settings;
    const url = new URL(`${graphBaseUrl.replace(/\/+$/, "")}/${graphVersion}/${path}`);
    const signals = [this.#signal(timeout), ...(init.signal ? [init.signal] : [])];
    const response = await this.#fetch(url, { ...init, signal: AbortSignal.any(signals) });
    try {
      return { status: response.status, retryAfter: response.headers.get("retry-after"), text: await response.text() };
    } catch (error) {
      throw networkError(error);
    }
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const headers = {
      ...init.headers,
      Authorization: `Bearer ${this.#settings.accessToken}`,
      "User-Agent": USER_AGENT,
    };
    try {
      return await fetch(url, { ...init, headers, redirect: "manual" });
    } catch (error) {
      throw networkError(error);
    }
  }

  #signal(timeout: number): AbortSignal {
    return AbortSignal.any([this.#stopped, AbortSignal.timeout(timeout)]);
  }

  #trusted(url: string): URL {
    const target = URL.canParse(url) ? new URL(url) : null;
    const base = new URL(this.#settings.graphBaseUrl);
    if (target?.origin === base.origin) return target;
    if (target?.protocol === "https:" && target.port === "" && metaHosts.test(target.hostname)) return target;
    throw new DriverError("media_rejected", "The file's address is not one of WhatsApp's");
  }
}

const metaHosts = /(^|\.)(fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net|whatsapp\.com)$/;
