/* Made by scripts/make-client.ts from openapi.json. Do not edit. */

export const operations = {
  getHealth: { method: "GET", path: "/health", query: [] },
  beginUpload: { method: "POST", path: "/uploads", query: [] },
  completeUpload: { method: "POST", path: "/uploads/{assetId}/complete", query: [] },
  abortUpload: { method: "DELETE", path: "/uploads/{assetId}", query: [] },
  listAssets: { method: "GET", path: "/assets", query: ["cursor", "limit", "status"] },
  getAsset: { method: "GET", path: "/assets/{assetId}", query: [] },
  markAsset: { method: "PATCH", path: "/assets/{assetId}", query: [] },
  reprocessAsset: { method: "POST", path: "/assets/{assetId}/reprocess", query: [] },
  addSidecar: { method: "POST", path: "/assets/{assetId}/sidecars", query: [] },
  getStoryboard: { method: "GET", path: "/assets/{assetId}/storyboard.vtt", query: [] },
  listRuns: { method: "GET", path: "/runs", query: ["cursor", "limit"] },
  getRun: { method: "GET", path: "/runs/{runId}", query: [] },
  listSchemas: { method: "GET", path: "/schemas", query: [] },
  getSchema: { method: "GET", path: "/schemas/{name}", query: [] },
  searchMoments: { method: "GET", path: "/search", query: ["label", "text", "people", "speech", "defect", "minDurationMs", "maxDurationMs", "after", "before", "tag", "collection", "assetId", "q", "cursor", "limit"] },
  searchLike: { method: "GET", path: "/search/like", query: ["label", "text", "people", "speech", "defect", "minDurationMs", "maxDurationMs", "after", "before", "tag", "collection", "assetId", "like", "scene", "cursor", "limit"] },
  getSettings: { method: "GET", path: "/settings", query: [] },
  putSettings: { method: "PUT", path: "/settings", query: [] },
  rebuild: { method: "POST", path: "/rebuild", query: [] },
} as const;
