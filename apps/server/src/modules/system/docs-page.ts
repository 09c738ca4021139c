import { createRequire } from "node:module";
import path from "node:path";
import express, { type Router } from "express";

/** The page at `/api/docs`. It loads nothing from elsewhere and holds no inline script. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>WhatsKovi API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const startScript = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#api", deepLinking: true, docExpansion: "none" });\n`;

const assets = ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

/** The page's files, from this server. */
export function serveDocsAssets(): Router {
  const folder = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const router = express.Router();
  for (const asset of assets) {
    router.get(`/api/docs/${asset}`, (_req, res) => res.sendFile(asset, { root: folder, maxAge: "1d" }));
  }
  router.get("/api/docs/start.js", (_req, res) => {
    res.type("text/javascript").send(startScript);
  });
  return router;
}
