/** A cookie jar and fetch: what a browser does with the refresh cookie. */
export class TestBrowser {
  cookie: string | undefined;
  /** The attributes of the cookie as it was last set. */
  attributes = "";
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Sends as a page of ours would, keeps the cookie that comes back, and resolves to status and body. */
  async post(
    path: string,
    options: { body?: object; cookie?: string | undefined; headers?: Record<string, string> } = {},
  ) {
    const cookie = options.cookie ?? this.cookie;
    const answer = await fetch(new URL(path, this.#url), {
      method: "POST",
      headers: {
        Origin: this.#url,
        ...(cookie !== undefined && { Cookie: `whatskovi_refresh=${cookie}` }),
        ...(options.body && { "Content-Type": "application/json" }),
        ...options.headers,
      },
      ...(options.body && { body: JSON.stringify(options.body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, value = "", attributes = ""] = /^whatskovi_refresh=([^;]*);?(.*)$/.exec(line) ?? [];
      this.cookie = value === "" ? undefined : value;
      this.attributes = attributes;
    }
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
  }
}
