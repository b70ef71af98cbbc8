import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";

interface Benchmark {
  measure(product: Product): Promise<Figure[]>;
  /** Whether the web app is measured, too. */
  readonly needsWeb?: boolean;
}

/** Each benchmark measures one started product. All ratios have both sides measured in this run. */
export const benchmarks: Record<string, () => Promise<Benchmark>> = {
  invoke: () => import("./invoke.ts"),
  dynamodb: () => import("./dynamodb.ts"),
  s3: () => import("./s3.ts"),
  burst: () => import("./burst.ts"),
  api: () => import("./api.ts"),
  upload: () => import("./upload.ts"),
  page: () => import("./page.ts"),
  "search-quality": async () => (await import("./search.ts")).quality,
  "search-speed": async () => (await import("./search.ts")).speed,
  vectors: () => import("./vectors.ts"),
  derive: () => import("./derive.ts"),
  vision: () => import("./vision.ts"),
  see: () => import("./see.ts"),
  hear: () => import("./hear.ts"),
  defects: () => import("./defects/main.ts"),
  understand: () => import("./understand.ts"),
  render: () => import("./render.ts"),
  rebuild: () => import("./rebuild.ts"),
  compose: () => import("./compose.ts"),
};
