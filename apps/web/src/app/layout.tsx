import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "../styles/global.css";
import { Providers } from "./providers.tsx";

export const metadata: Metadata = { title: "WhatsKovi", icons: { icon: "/icon.svg" }, robots: { index: false } };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
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
