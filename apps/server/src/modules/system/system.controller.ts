import type { Handlers } from "../../platform/http/handler.ts";
import { docsPage } from "./docs-page.ts";
import { createOpenApiDocument, type OpenApiDocument } from "./openapi.ts";
import { checkReadiness, type DependencyChecks } from "./readiness.ts";

/** The endpoints of health and documentation. */
export function systemHandlers(deps: {
  version: string;
  checkDependencies: DependencyChecks;
}): Pick<Handlers, "getLive" | "getReady" | "getOpenApi" | "getDocs"> {
  let document: OpenApiDocument | undefined;
  return {
    getLive: async () => ({ status: "ok" }),
    getReady: ({ context }) => checkReadiness(context.db, deps.checkDependencies),
    getOpenApi: async () => (document ??= createOpenApiDocument(deps)),
    getDocs: async ({ http }) => {
      http.res.type("html").send(docsPage);
    },
  };
}
