import path from "node:path";
import type { NextConfig } from "next";

const isDevelopment = process.env.NODE_ENV === "development";
const workspace = path.resolve(import.meta.dirname, "../..");

/** A static export, served by our server or by a CDN. In development the API is another process on port 3001. */
const config: NextConfig = {
  ...(isDevelopment
    ? { rewrites: async () => [{ source: "/api/:path*", destination: "http://127.0.0.1:3001/api/:path*" }] }
    : { output: "export" }),
  turbopack: { root: workspace },
  transpilePackages: ["@whatskovi/contract"],
  images: { unoptimized: true },
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
};

export default config;
