export { serveDocsAssets } from "./docs-page.ts";
export { createOpenApiDocument } from "./openapi.ts";
export type { DependencyChecks } from "./readiness.ts";
export { systemHandlers } from "./system.controller.ts";
