import type { startTestStage } from "../testing.ts";

type Change = NonNullable<NonNullable<Parameters<typeof startTestStage>[0]>["whole"]>;

export const OLD = "scenes-titan-embed-text-v2-512-v1";
export const NEW = "scenes-titan-embed-text-v2-512-v2";

/** The project as it is when infra/search.ts declares another index beside the one that serves, and links to it. */
export const anotherIndex: Change = (graph) => ({
  ...graph,
  resources: graph.resources.flatMap((resource) => {
    const { type, inputs } = resource;
    if (type === "aws:s3/vectorsIndex:VectorsIndex")
      return [resource, { ...resource, name: "ScenesIndexV2", inputs: { ...inputs, indexName: NEW } }];
    if (type === "aws:iam/role:Role") return [JSON.parse(alsoNew(JSON.stringify(resource)))];
    return [resource];
  }),
  links: { ...graph.links, Vectors: { ...graph.links.Vectors, index: NEW } },
});

/** In policies, which are texts within a text: what is granted on the old index is granted on the new one, too. */
const alsoNew = (text: string): string =>
  text.replace(new RegExp(`(\\\\"[^"]*/index/)${OLD}\\\\"`, "g"), (old, before: string) => `${old},${before}${NEW}\\"`);
