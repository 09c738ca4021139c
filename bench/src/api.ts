type Credentials = { readonly email: string; readonly password: string };

/** A bare JSON client of the product's API. Throws with the answer's text on anything but success. */
export class Api {
  readonly url: string;
  #token: string;
  readonly #credentials: Credentials | null;

  constructor(url: string, token = "", credentials: Credentials | null = null) {
    this.url = url;
    this.#token = token;
    this.#credentials = credentials;
  }

  /** Who it is that asks, for a quarter of an hour. */
  get token(): string {
    return this.#token;
  }

  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const first = await this.#ask(method, path, body);
    const answer = first.status === 401 && (await this.#signInAgain()) ? await this.#ask(method, path, body) : first;
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  }

  /** Signs in and returns a client for that person, who stays signed in however long it takes. */
  async signIn(email: string, password: string): Promise<Api> {
    return new Api(this.url, await this.#tokenFor({ email, password }), { email, password });
  }

  async #ask(method: string, path: string, body: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  async #tokenFor(credentials: Credentials): Promise<string> {
    const { accessToken } = await this.call<{ accessToken: string }>("POST", "/api/auth/login", credentials);
    return accessToken;
  }

  async #signInAgain(): Promise<boolean> {
    if (this.#credentials === null) return false;
    this.#token = await new Api(this.url).#tokenFor(this.#credentials);
    return true;
  }
}
