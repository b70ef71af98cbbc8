import type { UnderstandStep } from "./mutations/asset.ts";

/** From where an asset can be understood again, by what somebody would want it for. */
export const REPROCESSING: readonly { readonly from: UnderstandStep; readonly title: string }[] = [
  { from: "Derive", title: "Proxy, sound and stills" },
  { from: "Hear", title: "What is said" },
  { from: "Captions", title: "The captions" },
  { from: "Shots", title: "Shots, and all that is seen" },
  { from: "See", title: "What is seen" },
  { from: "Measure", title: "Quality checks" },
  { from: "Scenes", title: "Scenes" },
  { from: "Brief", title: "The brief" },
  { from: "Embed", title: "What the search knows" },
];
