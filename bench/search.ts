import { provideActor } from "@videoflow/core/actor";
import { DEFAULT_WORKSPACE_ID } from "@videoflow/core/workspace/workspace.schema";
import type { Product } from "@videoflow/testing/product";
import type { Figure } from "./figure.ts";
import { linkTo } from "./search/link.ts";

/** How well moments are found among 48. */
export const quality = {
  measure: async (product: Product): Promise<Figure[]> => {
    linkTo(product);
    const { measureQuality } = await import("./search/quality.ts");
    return provideActor(PIPELINE, () => measureQuality(apiOf(product)));
  },
};

/** How quickly moments are found among 100,000. */
export const speed = {
  measure: async (product: Product): Promise<Figure[]> => {
    linkTo(product);
    const { measureLatency } = await import("./search/latency.ts");
    return provideActor(PIPELINE, () => measureLatency(apiOf(product)));
  },
};

const PIPELINE = { workspaceId: DEFAULT_WORKSPACE_ID, who: "pipeline" } as const;

const apiOf = (product: Product) => product.api({ api: product.resource("Api").url ?? "" });
