import { type Endpoint, endpoints, errorCatalogue } from "@whatskovi/contract";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { createOpenApiDocument } from "./openapi.ts";

const document = createOpenApiDocument({ version: "0.1.0" });
const descriptors = Object.entries(endpoints) as [string, Endpoint][];

test("the document is valid OpenAPI 3.1, and every reference in it leads somewhere", async () => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  const schemas = (document["components"] as { schemas: object }).schemas;
  for (const [, name = ""] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(schemas, name).toHaveProperty([name]);
  }
});

test("it names every endpoint, and the great schemas by their names", () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as { operationId: string }[]);
  expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(Object.keys(endpoints).toSorted());
  const { schemas } = document["components"] as { schemas: object };
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(["Ticket", "Message", "User", "Problem"]));
});

test("parameters of path and query are listed one by one", () => {
  const names = (path: string, method: string) =>
    (document.paths[path]?.[method] as { parameters: { name: string }[] }).parameters.map(({ name }) => name);
  expect(names("/api/queues/{id}/members/{userId}", "delete")).toEqual(["id", "userId"]);
  expect(names("/api/queues", "get")).toEqual(["cursor", "limit"]);
  expect(names("/api/tickets", "get")).toEqual(expect.arrayContaining(["cursor", "limit", "status", "q", "sort"]));
});

test("what clients may leave out is not required of them, and is promised to them", () => {
  const { requestBody } = document.paths["/api/tags"]?.["post"] as {
    requestBody: { content: Record<string, { schema: { required: string[] } }> };
  };
  expect(requestBody.content["application/json"]?.schema.required).toEqual(["name"]);
});

describe("every endpoint", () => {
  test.each(descriptors)("%s follows the rules of the contract", (name, endpoint) => {
    expect(endpoint.operationId).toBe(name);
    expect(endpoint.summary).toMatch(/^[A-Z].{4,}[^.]$/);
    expect(endpoint.path).toMatch(/^\/(api|health|webhooks)(\/[a-z][\w.-]*|\/:\w+)+$/);
    expect(["public", "credential", "AGENT", "SUPERVISOR", "ADMIN"]).toContain(endpoint.access);
    for (const code of endpoint.errors ?? []) expect(errorCatalogue).toHaveProperty(code);
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter);
    expect(Object.keys((endpoint.params as { shape?: object } | undefined)?.shape ?? {}).toSorted()).toEqual(
      inPath.toSorted(),
    );
    if (endpoint.method === "GET") expect(endpoint.body).toBeUndefined();
    if (endpoint.status === 204) expect(endpoint.response).toBeUndefined();
    if (name.startsWith("list"))
      expect(Object.keys((endpoint.response as unknown as { shape: object }).shape)).toContain("items");
  });

  test("has a method and path of its own", () => {
    const addresses = descriptors.map(([, endpoint]) => `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ":")}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
