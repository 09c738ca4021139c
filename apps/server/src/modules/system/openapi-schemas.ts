import * as contract from "@whatskovi/contract";
import { type Endpoint, endpoints } from "@whatskovi/contract";
import { z } from "zod";

export type JsonSchema = { [keyword: string]: unknown };

/** The schemas of the contract as JSON Schema: what clients send and what they receive differ by defaults and transformations. */
export type ContractSchemas = {
  /** Named schemas, for `components.schemas`. */
  readonly components: Record<string, JsonSchema>;
  parameters(endpoint: Endpoint, part: "params" | "query"): JsonSchema | undefined;
  body(endpoint: Endpoint): JsonSchema | undefined;
  response(endpoint: Endpoint): JsonSchema | undefined;
};

const descriptors = Object.values(endpoints) as Endpoint[];

export function convertContractSchemas(): ContractSchemas {
  const inputs = descriptors.flatMap((endpoint) =>
    (["params", "query", "body"] as const).map((part) => [`${endpoint.operationId}.${part}`, endpoint[part]] as const),
  );
  const outputs = descriptors.map((endpoint) => [`${endpoint.operationId}.response`, endpoint.response] as const);
  const input = convert("input", "Input", inputs);
  const output = convert("output", "", outputs);
  const named = Object.entries({ ...output, ...input }).filter(([name]) => isNamed(name));
  const all = { ...output, ...input };
  const resolve = (schema: JsonSchema | undefined) => {
    const reference = schema?.["$ref"];
    return typeof reference === "string" ? all[reference.replace("#/components/schemas/", "")] : schema;
  };
  return {
    components: pickReferenced(Object.fromEntries(named), all),
    parameters: (endpoint, part) => resolve(input[`${endpoint.operationId}.${part}`]),
    body: (endpoint) => input[`${endpoint.operationId}.body`],
    response: (endpoint) => output[`${endpoint.operationId}.response`],
  };
}

const isNamed = (id: string) => !id.includes(".");

/** Exported schemas keep their names (with a suffix for what is sent), the others get the names given. */
function convert(
  io: "input" | "output",
  suffix: string,
  others: readonly (readonly [string, z.ZodType | undefined])[],
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contract)) {
    if (value instanceof z.ZodType) registry.add(value, { id: `${name}${suffix}` });
  }
  const shared = new Map<string, string>();
  for (const [id, schema] of others) {
    if (schema === undefined) continue;
    const known = registry.get(schema)?.id;
    if (known === undefined) registry.add(schema, { id });
    else shared.set(id, known);
  }
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
  });
  const converted = Object.entries(schemas).map(
    ([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema] as const,
  );
  const byId: Record<string, JsonSchema> = Object.fromEntries(converted);
  for (const [id, known] of shared)
    byId[id] = isNamed(known) ? { $ref: `#/components/schemas/${known}` } : byId[known]!;
  return byId;
}

/** The named schemas to which an endpoint or another such schema refers. */
function pickReferenced(
  named: Record<string, JsonSchema>,
  all: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  const found = new Set<string>();
  const search = (schema: JsonSchema | undefined) => {
    for (const [, name = ""] of JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      search(named[name]);
    }
  };
  search({ $ref: "#/components/schemas/Problem" });
  for (const [name, schema] of Object.entries(all)) if (!isNamed(name)) search(schema);
  return Object.fromEntries(Object.entries(named).filter(([name]) => found.has(name)));
}
