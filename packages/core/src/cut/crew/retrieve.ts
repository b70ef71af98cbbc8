import { inParallel } from "../../search/in-parallel.ts";
import type { Cut } from "../cut.schema.ts";
import { readSpec } from "../documents.ts";
import type { GateResult } from "../gate.schema.ts";
import { fault, figure, resultOf } from "../gates/finding.ts";
import { inputGate } from "../gates/input.ts";
import { relevanceOf } from "./ask-relevance.ts";
import { footageOf } from "./footage.ts";
import { gather } from "./gather.ts";
import type { Material } from "./material.schema.ts";
import { readSource } from "./read-source.ts";

/** Assets that are read at the same time. */
const PARALLEL = 8;

/** Reads the footage of a cut's order, once, and finds what clips can be made of. */
export async function retrieveFor({ cutId, order, logoUri, reviews, revision }: Cut): Promise<Material> {
  const { assets, scenes, totals } = await footageOf(order);
  const input = inputGate(order, totals);
  const back = reviews.filter(({ verdict }) => verdict === "sent_back");
  const notes = back.map(({ note }) => note).filter(Boolean);
  const [sources, relevance, sentBack] = await Promise.all([
    input.passed ? inParallel(assets, PARALLEL, readSource) : [],
    relevanceOf(order, notes, new Set(assets.map(({ assetId }) => assetId))),
    revision && back.some((review) => review.revision === revision) ? readSpec(cutId, revision) : undefined,
  ]);
  const pictured = sources.filter(({ frameRate }) => frameRate !== null);
  const material = gather({
    cutId,
    order,
    logoUri: logoUri ?? null,
    notes,
    sentBack,
    totals,
    input,
    sources: pictured,
    scenes,
    relevance,
  });
  return { ...material, input: withCandidates(material) };
}

/** What only shows when the footage was read: nothing in it can be cut, or nobody says a whole sentence. */
function withCandidates({ input, candidates, order }: Material): GateResult {
  if (!input.passed) return input;
  const spoken = candidates.filter(({ kind }) => kind === "speech").length;
  const evidence = [figure("moments that can be cut", candidates.length), figure("of these with speech", spoken)];
  if (candidates.length === 0) {
    const text =
      "No moment of the footage can be used: it is spoilt, too short, or excluded by the must-not-haves. Add footage.";
    return resultOf("input", [...input.findings, fault(text, { evidence })], "");
  }
  if (order.useCase === "news" && spoken === 0) {
    const text =
      "No sentence of the footage can be cut out whole, and news is told by what people say: add footage with speech, or order an aftermovie.";
    return resultOf("input", [...input.findings, fault(text, { evidence })], "");
  }
  return input;
}
