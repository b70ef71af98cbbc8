import { api } from "./api.ts";
import { auth, mayReturnTo } from "./auth.ts";

/**
 * The web app: a client of the API that owns no data, so it is told the addresses of the API and of who issues its tokens, and given no rights. OpenNext packs
 * it; the version is one that states Next 16.4 among those it supports (see docs/decisions/open-next.md). CloudFront signs
 * its requests, and nobody else may call the functions.
 */
export const web = new sst.aws.Nextjs("Web", {
  path: "web",
  link: [api, auth],
  openNextVersion: "4.1.16",
  protection: "oac",
  server: { timeout: "20 seconds", memory: "1024 MB" },
  transform: {
    assets: { cors: false },
    // Rights for a cache of pages and for its invalidation: open-next.config.ts turns that cache off.
    server: (args) => {
      args.permissions = [];
    },
  },
});

mayReturnTo("Web", $interpolate`${web.url}/auth/callback`);
