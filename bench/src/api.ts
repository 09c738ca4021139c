/** A bare JSON client of the product's API. Throws with the answer's text on anything but success. */
export class Api {
  readonly url: string;
  readonly token: string;

  constructor(url: string, token = "") {
    this.url = url;
    this.token = token;
  }

  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  }

  /** Signs in and returns a client for that person. */
  async signIn(email: string, password: string): Promise<Api> {
    const { accessToken } = await this.call<{ accessToken: string }>("POST", "/api/auth/login", { email, password });
    return new Api(this.url, accessToken);
  }
}
