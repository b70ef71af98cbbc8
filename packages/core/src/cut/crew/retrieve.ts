import { inParallel } from "../../search/in-parallel.ts";
import type { Cut } from "../cut.schema.ts";
import { readSpec } from "../documents.ts";
import type { GateResult } from "../gate.schema.ts";
import { fault, figure, resultOf } from "../gates/finding.ts";
import { inputGate } from "../gates/input.ts";
import { measure } from "../notes/measure.ts";
import type { NoteRequest } from "../notes/request.schema.ts";
import type { AllSaid } from "../notes/said.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { relevanceOf } from "./ask-relevance.ts";
import { footageOf } from "./footage.ts";
import { gather } from "./gather.ts";
import type { Material } from "./material.schema.ts";
import { readSource } from "./read-source.ts";

/** Assets that are read at the same time. */
const PARALLEL = 8;

/** Reads the footage of a cut's order, once, and finds what clips can be made of. `said` is what people asked for in their notes. */
export async function retrieveFor({ cutId, order, logoUri, reviews, revision }: Cut, said: AllSaid): Promise<Material> {
  const { assets, scenes, totals } = await footageOf(order);
  const input = inputGate(order, totals);
  const back = reviews.filter(({ verdict }) => verdict === "sent_back");
  const isSentBack = revision !== undefined && back.some((review) => review.revision === revision);
  const notUnderstood = said.notUnderstood.map(({ words }) => words);
  const [sources, relevance, specs] = await Promise.all([
    input.passed ? inParallel(assets, PARALLEL, readSource) : [],
    relevanceOf(
      { ...order, mustNotHave: [...order.mustNotHave, ...thingsOf(said, ["without"])] },
      [...notUnderstood, ...thingsOf(said, ["start", "end", "more"])],
      new Set(assets.map(({ assetId }) => assetId)),
    ),
    specsOf(cutId, [...said.requests.map((one) => one.revision), ...(isSentBack ? [revision] : [])]),
  ]);
  const pictured = sources.filter(({ frameRate }) => frameRate !== null);
  const byId = new Map(pictured.map((source) => [source.assetId, source]));
  const material = gather({
    ...{ cutId, order, notUnderstood, totals, input, scenes, relevance, sources: pictured },
    logoUri: logoUri ?? null,
    notes: back.map(({ note }) => note).filter(Boolean),
    wanted: measure(said.requests, specs, byId),
    sentBack: isSentBack ? specs.get(revision) : undefined,
  });
  return { ...material, input: withAnswers(withCandidates(material), material, said) };
}

async function specsOf(cutId: string, revisions: readonly number[]): Promise<Map<number, VariantSpec>> {
  const each = [...new Set(revisions)];
  return new Map(await inParallel(each, PARALLEL, async (of) => [of, await readSpec(cutId, of)] as const));
}

/** What people asked for by name: those are words to look for, too. */
const thingsOf = ({ requests }: AllSaid, asks: readonly NoteRequest["ask"][]): string[] =>
  requests.flatMap(({ request }) => ("what" in request && asks.includes(request.ask) ? [request.what] : []));

/** When nothing can be had of what was asked last, another cut would be but another cut: it stays as it is, and is told why. */
function withAnswers(input: GateResult, { wanted }: Material, { notUnderstood }: AllSaid): GateResult {
  const last = Math.max(0, ...wanted.map(({ revision }) => revision));
  const asked = wanted.filter(({ revision }) => revision === last);
  const isAll = asked.length > 0 && asked.every(({ objection }) => objection !== null);
  if (!input.passed || !isAll || notUnderstood.some(({ revision }) => revision >= last)) return input;
  const faults = asked.map(({ words, objection }) => fault(`“${words}” cannot be had: ${objection}`));
  return resultOf("input", [...input.findings, ...faults], "");
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
