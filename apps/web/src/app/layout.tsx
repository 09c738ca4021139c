import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { browserBar } from "../styles/browser-bar.ts";
import "../styles/global.css";
import { Providers } from "./providers.tsx";

export const metadata: Metadata = {
  title: "WhatsKovi",
  manifest: "/manifest.webmanifest",
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
  appleWebApp: { title: "WhatsKovi", statusBarStyle: "default" },
  robots: { index: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: browserBar.light },
    { media: "(prefers-color-scheme: dark)", color: browserBar.dark },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="pt-BR" suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: it chooses the theme before the first paint. */}
        <script src="/theme.js" />
      </head>
      <body>
        <div id="app">
          <Providers>{children}</Providers>
        </div>
      </body>
    </html>
  );
}
