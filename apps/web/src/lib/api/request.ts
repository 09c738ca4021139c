import type { Endpoint, EndpointRequest } from "@whatskovi/contract";

type Needed<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] };
type Free<Value> = { [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Value[Key] };

/** What a call of an endpoint takes: the parts its descriptor has, and no others. `multipart` takes a `FormData`. */
export type CallInput<E extends Endpoint> = E["bodyKind"] extends "multipart"
  ? { body: FormData } & Omit<Needed<EndpointRequest<E>>, "body">
  : Needed<EndpointRequest<E>> & Free<EndpointRequest<E>>;

export type CallOptions = {
  signal?: AbortSignal;
  /** Share sent so far, 0 to 1. */
  onUploadProgress?: (share: number) => void;
  /** Goes on when the page is left. For bodies below 64 kB. */
  keepalive?: boolean;
};

/** Fills `:id` and its like. */
export function pathOf(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

/** Leaves out what is undefined; lists are joined by commas, as the contract reads them. */
export function queryOf(query: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
