/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app(input) {
    const isProduction = input?.stage === "production";
    return {
      name: "videoflow",
      home: "aws",
      removal: isProduction ? "retain" : "remove",
      protect: isProduction,
    };
  },
  async run() {
    await import("./infra/defaults.ts");
    await import("./infra/ingest.ts");
    await import("./infra/understand.ts");
    await import("./infra/render-task.ts");
    const { api } = await import("./infra/api.ts");
    const { web } = await import("./infra/web.ts");
    const { auth } = await import("./infra/auth.ts");
    return { api: api.url, web: web.url, auth: auth.url };
  },
});
