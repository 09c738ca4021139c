import path from "node:path";
import type { NextConfig } from "next";

const isDevelopment = process.env.NODE_ENV === "development";
const workspace = path.resolve(import.meta.dirname, "../..");

const api = "http://127.0.0.1:3001";

const buildId = process.env["BUILD_ID"] ?? Date.now().toString(36);

/** A static export, served by our server or by a CDN. In development the API is another process on port 3001. */
const config: NextConfig = {
  ...(isDevelopment
    ? {
        // Socket.IO asks for a path that ends with a slash, and follows no redirect.
        skipTrailingSlashRedirect: true,
        rewrites: async () => [
          { source: "/socket.io/", destination: `${api}/socket.io/` },
          ...["api", "webhooks", "health"].map((root) => ({
            source: `/${root}/:path*`,
            destination: `${api}/${root}/:path*`,
          })),
        ],
      }
    : { output: "export", generateBuildId: () => buildId, env: { NEXT_PUBLIC_BUILD_ID: buildId } }),
  turbopack: {
    root: workspace,
    // In development a sentence is parsed when it is shown, as it stands in its file at that moment.
    ...(!isDevelopment && {
      resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
      rules: {
        "**/src/app/messages/{pt-BR,en,es}.ts": {
          loaders: [path.resolve(import.meta.dirname, "compile-messages.mjs")],
          as: "*.js",
        },
      },
    }),
  },
  transpilePackages: ["@whatskovi/contract"],
  images: { unoptimized: true },
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
};

export default config;
