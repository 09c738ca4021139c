import {
  type Endpoint,
  endpoints,
  type EndpointRequest,
  type EndpointResponse,
  type Problem,
} from "@whatskovi/contract";

type AnyEndpoints = typeof endpoints;
type Defined<Parts> = { [Name in keyof Parts as Parts[Name] extends undefined ? never : Name]: Parts[Name] };
/** A part that may be empty may be left out. */
type MayBeEmpty<Part> = object extends Part ? true : undefined extends Part ? true : false;
type Optional<Parts> = { [Name in keyof Parts as MayBeEmpty<Parts[Name]> extends true ? Name : never]?: Parts[Name] };
type Required<Parts> = { [Name in keyof Parts as MayBeEmpty<Parts[Name]> extends true ? never : Name]: Parts[Name] };
type Sent<E extends Endpoint> = Optional<Defined<EndpointRequest<E>>> & Required<Defined<EndpointRequest<E>>>;

/** An answer that was not the one the caller counted on. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(operation: string, status: number, problem: Problem) {
    super(`${operation}: ${status} ${problem.code} ${problem.detail ?? ""} ${JSON.stringify(problem.fields ?? "")}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Every endpoint of the contract as a function, typed by it. Throws `ApiError` for any answer but a success. */
export type ApiClient = {
  [Name in keyof AnyEndpoints]: (
    ...request: object extends Sent<AnyEndpoints[Name]> ? [Sent<AnyEndpoints[Name]>?] : [Sent<AnyEndpoints[Name]>]
  ) => Promise<EndpointResponse<AnyEndpoints[Name]>>;
};

export type Call = { params?: object; query?: object; body?: unknown };

/** Makes a client of one server for one access token. */
export function createApiClient(baseUrl: string, accessToken?: string): ApiClient {
  const calls = Object.entries(endpoints).map(([name, endpoint]) => [
    name,
    async (call: Call = {}) => {
      const answer = await callEndpoint(baseUrl, endpoint, call, accessToken);
      const body = await readAnswer(answer);
      if (!answer.ok) throw new ApiError(name, answer.status, body as Problem);
      return body;
    },
  ]);
  return Object.fromEntries(calls) as ApiClient;
}

/** Sends one request as an endpoint describes it and gives the answer as it is. */
export function callEndpoint(baseUrl: string, endpoint: Endpoint, call: Call, accessToken?: string): Promise<Response> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((call.params as never)?.[name] ?? ""),
  );
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const headers = new Headers();
  if (accessToken !== undefined) headers.set("Authorization", `Bearer ${accessToken}`);
  const init: RequestInit = { method: endpoint.method, headers };
  if (call.body instanceof FormData) init.body = call.body;
  else if (call.body instanceof Uint8Array) init.body = new Uint8Array(call.body);
  else if (call.body !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(call.body);
  }
  return fetch(url, init);
}

async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return /\bjson\b/.test(answer.headers.get("Content-Type") ?? "") ? JSON.parse(text) : text === "" ? undefined : text;
}
