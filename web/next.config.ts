import type { NextConfig } from "next";

/** On every answer. The content security policy depends on the stage's endpoints: see proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

const config: NextConfig = {
  // Where a build goes: whoever serves several builds of one checkout side by side says where each is.
  distDir: process.env.VIDEOFLOW_WEB_BUILD ?? ".next",
  // The workspace's packages are TypeScript sources.
  transpilePackages: ["@videoflow/client", "@videoflow/core"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  poweredByHeader: false,
  agentRules: false,
};

export default config;
