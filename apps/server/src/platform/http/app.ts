import compression from "compression";
import cors from "cors";
import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import { AppError } from "../errors/app-error.ts";
import type { Logger } from "../logging/index.ts";
import { sendProblem } from "./problem.ts";
import { assignRequestId } from "./request-id.ts";
import { securityHeaders } from "./security.ts";
import { serveWebApp } from "./web-app.ts";

export type HttpAppOptions = {
  readonly router: Router;
  /** Files of API pages, which are no endpoints. */
  readonly assets?: Router;
  readonly logger: Logger;
  /** The address people use; `https:` makes cookies and headers strict. */
  readonly publicUrl: string;
  /** Other origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** Express' `trust proxy`: how many proxies stand before us, or their addresses. */
  readonly trustProxy: boolean | number | string;
  /** The exported web app; absent where another process or a CDN serves it. */
  readonly webFolder?: string | undefined;
};

/** The HTTP side: the API, then the web app, and a problem or a page for what is neither. */
export function createHttpApp(options: HttpAppOptions): Express {
  const app = express();
  app.set("trust proxy", options.trustProxy);
  app.set("etag", false);
  app.disable("x-powered-by");
  app.use(assignRequestId);
  app.use(securityHeaders({ isHttps: options.publicUrl.startsWith("https:") }));
  app.use(["/api", "/health", "/webhooks"], (_req, res, next) => {
    res.setHeader("Cache-Control", "no-store");
    next();
  });
  if (options.corsOrigins.length > 0) {
    app.use(
      "/api",
      cors({
        origin: [...options.corsOrigins],
        credentials: true,
        maxAge: 600,
        exposedHeaders: ["Retry-After", "X-Request-Id"],
      }),
    );
  }
  app.use(compression());
  app.use(options.router);
  if (options.assets !== undefined) app.use(options.assets);
  app.use(["/api", "/health", "/webhooks"], () => {
    throw new AppError("not_found", { detail: "There is no such address in this API." });
  });
  if (options.webFolder !== undefined) app.use(serveWebApp(options.webFolder));
  const onError: ErrorRequestHandler = (error, req, res, _next) => sendProblem(req, res, error, options.logger);
  app.use(onError);
  return app;
}
