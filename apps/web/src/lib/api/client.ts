import type { Endpoint, EndpointResponse, Problem, SignedIn } from "@whatskovi/contract";
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse, isAxiosError, isCancel } from "axios";
import { ApiError, isApiError } from "./api-error.ts";
import { endpoints } from "./endpoints.ts";
import { type CallInput, type CallOptions, pathOf, queryOf } from "./request.ts";
import { createRefresh } from "./session-refresh.ts";

/** Where the client keeps who is signed in. */
export type SessionKeeper = {
  currentToken(): string | null;
  /** The id of the person shown as signed in, with or without a token. */
  currentUserId(): string | null;
  accept(signedIn: SignedIn): void;
  /** The refresh token is refused: whoever was signed in is not any more. */
  expire(): void;
};

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

const isProblem = (value: unknown): value is Problem => typeof value === "object" && value !== null && "code" in value;

async function problemOf(data: unknown): Promise<Problem | null> {
  if (!(data instanceof Blob)) return isProblem(data) ? data : null;
  try {
    const parsed: unknown = JSON.parse(await data.text());
    return isProblem(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

async function toApiError(error: unknown): Promise<unknown> {
  if (isCancel(error) || !isAxiosError(error)) return error;
  if (error.response === undefined) return new ApiError("network", null, { cause: error });
  const problem = await problemOf(error.response.data);
  if (problem !== null) return new ApiError(problem.code, problem);
  return new ApiError(error.response.status >= 500 ? "unavailable" : "internal");
}

/** The API as the contract has it. Signs calls, and renews the session silently when a call is refused for its token. */
export function createApi(session: SessionKeeper, http: AxiosInstance = axios.create()) {
  const send = async (config: AxiosRequestConfig): Promise<AxiosResponse> => {
    try {
      return await http.request(config);
    } catch (error) {
      throw await toApiError(error);
    }
  };

  const renew = createRefresh({
    currentToken: session.currentToken,
    accept: session.accept,
    async exchange() {
      const { method, path } = endpoints.refresh;
      return (await send({ method, url: path })).data;
    },
  });

  /** A fresh access token. Ends the session when the refresh token is refused; throws `ApiError` in any case of failure. */
  const refresh = async (staleToken: string | null = session.currentToken()): Promise<string> => {
    try {
      return await renew(staleToken);
    } catch (error) {
      if (isApiError(error) && error.problem?.status === 401) session.expire();
      throw error;
    }
  };

  /** A fresh token for a call of this person: what one person asked for is never asked for by another. */
  const renewFor = async (userId: string | null, staleToken: string | null): Promise<string> => {
    const token = await refresh(staleToken);
    if (userId !== null && session.currentUserId() !== userId) throw new ApiError("session_expired");
    return token;
  };

  const request = async (endpoint: Endpoint, parts: Parts, options: CallOptions, responseType: "json" | "blob") => {
    const { keepalive, onUploadProgress, signal } = options;
    const config: AxiosRequestConfig = {
      method: endpoint.method,
      url: pathOf(endpoint.path, parts.params),
      params: queryOf(parts.query),
      data: parts.body,
      responseType,
      ...(signal && { signal }),
      ...(keepalive === true && { adapter: "fetch", fetchOptions: { keepalive } }),
      ...(onUploadProgress && { onUploadProgress: ({ progress = 0 }) => onUploadProgress(progress) }),
    };
    if (endpoint.access === "public" || endpoint.access === "credential") return send(config);
    const signed = (by: string) => ({ ...config, headers: { Authorization: `Bearer ${by}` } });
    const token = session.currentToken();
    if (token === null) return send(signed(await renewFor(session.currentUserId(), null)));
    const userId = session.currentUserId();
    try {
      return await send(signed(token));
    } catch (error) {
      const isRenewable = isApiError(error) && (error.code === "unauthenticated" || error.code === "session_expired");
      if (!isRenewable) throw error;
      return send(signed(await renewFor(userId, token)));
    }
  };

  return {
    refresh,

    /** Calls an endpoint: `api.call(endpoints.acceptTicket, { params: { id } })`. Throws `ApiError`. */
    async call<const E extends Endpoint>(
      endpoint: E,
      input: CallInput<E>,
      options: CallOptions = {},
    ): Promise<EndpointResponse<E>> {
      const response = await request(endpoint, input as Parts, options, "json");
      return (response.status === 204 ? undefined : response.data) as EndpointResponse<E>;
    },

    /** Fetches what is not JSON: the bytes of a file. */
    async blob<const E extends Endpoint>(endpoint: E, input: CallInput<E>, options: CallOptions = {}): Promise<Blob> {
      return (await request(endpoint, input as Parts, options, "blob")).data;
    },
  };
}
