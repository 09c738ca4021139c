import type { RequestHandler } from "express";
import helmet from "helmet";

/** What pages of ours may load. Inline scripts run only by their hash (see web-app.ts); inline styles are React's. */
export function contentSecurityPolicy(scriptHashes: readonly string[] = []): string {
  const directives = {
    "default-src": "'self'",
    "script-src": ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(" "),
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    // Older Safari does not count a web socket of the same origin as 'self'.
    "connect-src": "'self' ws: wss:",
    "frame-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Safe headers on every answer. HTTPS is not forced upon an office that serves plain HTTP in its own network. */
export function securityHeaders(options: { isHttps: boolean }): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: false,
      strictTransportSecurity: options.isHttps ? { maxAge: 31_536_000 } : false,
      crossOriginEmbedderPolicy: false,
      crossOriginOpenerPolicy: options.isHttps,
      originAgentCluster: false,
      referrerPolicy: { policy: "same-origin" },
    }),
    (_req, res, next) => {
      res.setHeader("Content-Security-Policy", contentSecurityPolicy());
      res.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
      next();
    },
  ];
}
