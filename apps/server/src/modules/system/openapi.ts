import { type Endpoint, endpoints, type ErrorCode, errorCatalogue } from "@whatskovi/contract";
import { type ContractSchemas, convertContractSchemas, type JsonSchema } from "./openapi-schemas.ts";

export type OpenApiDocument = {
  openapi: string;
  paths: Record<string, Record<string, object>>;
  [field: string]: unknown;
};

const descriptors = Object.values(endpoints) as Endpoint[];

/** The contract as an OpenAPI 3.1 document. */
export function createOpenApiDocument(options: { version: string }): OpenApiDocument {
  const schemas = convertContractSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of descriptors) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = describeOperation(endpoint, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "WhatsKovi",
      version: options.version,
      description: introduction(),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(descriptors.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: { accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}

function describeOperation(endpoint: Endpoint, schemas: ContractSchemas): object {
  const isOpen = endpoint.access === "public" || endpoint.access === "credential";
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: accessSentences[endpoint.access],
    security: isOpen ? [] : [{ accessToken: [] }],
    parameters: [
      ...describeParameters("path", schemas.parameters(endpoint, "params")),
      ...describeParameters("query", schemas.parameters(endpoint, "query")),
    ],
    ...describeBody(endpoint, schemas),
    responses: { ...describeSuccess(endpoint, schemas), ...describeErrors(endpoint) },
  };
}

const accessSentences: Record<Endpoint["access"], string> = {
  public: "Open to anybody.",
  credential: "Proved by a cookie, a link or a signature of its own.",
  AGENT: "For everybody signed in.",
  SUPERVISOR: "For supervisors and administrators.",
  ADMIN: "For administrators.",
};

function describeParameters(place: "path" | "query", schema: JsonSchema | undefined): object[] {
  const required = (schema?.["required"] ?? []) as string[];
  return Object.entries((schema?.["properties"] ?? {}) as Record<string, JsonSchema>).map(([name, each]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: each,
  }));
}

function describeBody(endpoint: Endpoint, schemas: ContractSchemas): object {
  if (endpoint.bodyKind === "multipart") {
    const schema = { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" } } };
    return { requestBody: { required: true, content: { "multipart/form-data": { schema } } } };
  }
  if (endpoint.bodyKind === "raw") return { requestBody: { required: true, content: { "application/json": {} } } };
  const schema = schemas.body(endpoint);
  if (schema === undefined || endpoint.body === undefined) return {};
  const required = !endpoint.body.safeParse(undefined).success;
  return { requestBody: { required, content: { "application/json": { schema } } } };
}

function describeSuccess(endpoint: Endpoint, schemas: ContractSchemas): object {
  const status = endpoint.status ?? 200;
  const schema = schemas.response(endpoint);
  if (schema !== undefined) return { [status]: { description: "Done.", content: { "application/json": { schema } } } };
  if (status === 204) return { 204: { description: "Done. There is no body." } };
  return { [status]: { description: "Text or bytes.", content: { "*/*": {} } } };
}

/** Every code that an endpoint may refuse with: its own, and those that follow from what it takes and who may call it. */
export function errorsOf(endpoint: Endpoint): ErrorCode[] {
  const isOpen = endpoint.access === "public" || endpoint.access === "credential";
  const takesInput = endpoint.params ?? endpoint.query ?? endpoint.body;
  const codes: ErrorCode[] = [
    ...(takesInput ? (["invalid_input"] as const) : []),
    ...(endpoint.body ? (["malformed_body", "payload_too_large"] as const) : []),
    ...(isOpen ? [] : (["unauthenticated", "session_expired"] as const)),
    ...(endpoint.access === "public" ? [] : (["forbidden"] as const)),
    ...(endpoint.errors ?? []),
    "rate_limited",
    "internal",
  ];
  return [...new Set(codes)];
}

function describeErrors(endpoint: Endpoint): object {
  const byStatus = Map.groupBy(errorsOf(endpoint), (code) => errorCatalogue[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const description = codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}`).join("\n\n");
      const schema = { $ref: "#/components/schemas/Problem" };
      return [status, { description, content: { "application/problem+json": { schema } } }];
    }),
  );
}

function introduction(): string {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
  );
  return [
    "Send `Authorization: Bearer <accessToken>` with what `POST /api/auth/login` answers.",
    "Lists answer `{items, nextCursor}`: give `nextCursor` back as `cursor`, until it is null.",
    "Errors are `application/problem+json` (RFC 9457) with a stable `code`:",
    ["| Code | Status | Meaning |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}
