import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Resource } from "sst/resource";
import { apiUrl } from "#api-url";
import { ConnectionNotice } from "#web/components/shell/connection-notice.tsx";
import { Header } from "#web/components/shell/header.tsx";
import { Providers } from "#web/components/shell/providers.tsx";
import { UndoNotice } from "#web/components/trash/undo-notice.tsx";
import { DropZone } from "#web/components/upload/drop-zone.tsx";
import { UploadTray } from "#web/components/upload/upload-tray.tsx";
import { accessCookie } from "#web/lib/session/cookies.ts";
import { isTheme, THEME_COOKIE } from "#web/lib/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Library · VideoFlow", template: "%s · VideoFlow" },
  description: "Footage in, verified derivatives out.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const sent = await cookies();
  const theme = sent.get(THEME_COOKIE)?.value;
  const isSignedIn = sent.has(accessCookie());
  return (
    // data-api, data-stage: where the browser finds the API, and of which stage. Told at run time: one build serves every stage.
    <html lang="en" data-api={apiUrl()} data-stage={Resource.App.stage} data-theme={isTheme(theme) ? theme : "system"}>
      <body>
        <Providers>
          <a href="#content" className="skip-link left-4 z-40 rounded-md bg-accent px-3 py-2 font-bold text-on-accent">
            To the content
          </a>
          <Header stage={Resource.App.stage} isSignedIn={isSignedIn} />
          <ConnectionNotice />
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
          {isSignedIn && (
            <>
              <UploadTray />
              <UndoNotice />
              <DropZone />
            </>
          )}
        </Providers>
      </body>
    </html>
  );
}
