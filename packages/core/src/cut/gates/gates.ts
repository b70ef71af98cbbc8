import type { Material } from "../crew/material.schema.ts";
import type { GateResult, Verdict } from "../gate.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { clipGate } from "./clip.ts";
import { factsGate } from "./facts.ts";
import { qualityGate } from "./quality.ts";
import type { Reference } from "./reference.ts";
import { schemaGate } from "./schema.ts";
import { timestampGate } from "./timestamp.ts";

/** What the six gates say of a spec. `input` is what the input gate said of its order. */
export function judge(spec: VariantSpec, reference: Reference, input: GateResult): GateResult[] {
  const schema = schemaGate(spec, reference);
  return [
    input,
    clipGate(spec, reference),
    timestampGate(spec, reference),
    factsGate(spec, reference),
    qualityGate(spec, reference),
    schema,
  ];
}

/** A verdict over rounds: the last one decides. With what became of what people asked for. */
export const verdictOf = (
  of: Pick<Verdict, "cutId" | "revision">,
  rounds: readonly (readonly GateResult[])[],
  { wanted, notUnderstood }: Pick<Material, "wanted" | "notUnderstood"> = { wanted: [], notUnderstood: [] },
): Verdict => ({
  ...{ version: 1, cutId: of.cutId, revision: of.revision },
  passed: rounds.at(-1)?.every(({ passed }) => passed) ?? false,
  rounds: rounds.map((gates, at) => ({ round: at + 1, gates: [...gates] })),
  answers: wanted.map(({ revision, words, request, objection }) => ({ revision, words, request, objection })),
  notUnderstood: [...notUnderstood],
});
