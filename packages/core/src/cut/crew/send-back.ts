import { ROUNDS } from "../craft.ts";
import type { GateResult } from "../gate.schema.ts";
import { fault, resultOf } from "../gates/finding.ts";
import { judge } from "../gates/gates.ts";
import type { Reference } from "../gates/reference.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import type { Material } from "./material.schema.ts";
import type { Judged, Note } from "./proposal.schema.ts";

/** What the gates say of a round; a faulty edit, of which there is no spec, is a matter of quality. */
export function gatesFor(
  spec: VariantSpec | undefined,
  { input }: Pick<Material, "input">,
  faults: readonly string[],
  reference: Reference,
): GateResult[] {
  const findings = faults.map((text) => fault(text));
  if (!spec) return [input, resultOf("quality", [...findings, fault("There is nothing to show")], "")];
  return judge(spec, reference, input).map((result) =>
    result.gate === "quality" && findings.length > 0
      ? resultOf("quality", [...findings, ...result.findings], "")
      : result,
  );
}

/** What is to be done after a round, and what the editor is asked for in the next one. */
export function decide(
  round: number,
  gates: readonly GateResult[],
  spec: VariantSpec | undefined,
  notes: readonly Note[],
): Pick<Judged, "decision" | "notes"> {
  if (gates.every(({ passed }) => passed)) return { decision: "passed", notes: [...notes] };
  const isPossible = gates.every(({ gate, passed }) => gate !== "input" || passed);
  const asked = gates.flatMap((result) => notesOf(result, spec));
  const decision = isPossible && round < ROUNDS ? "sent_back" : "refused";
  return { decision, notes: [...notes, ...asked] };
}

/** A fault of a clip asks for another one; what is wrong with the whole, for less strictness. */
function notesOf({ gate, findings }: GateResult, spec: VariantSpec | undefined): Note[] {
  const clips = new Set(spec?.items.flatMap(({ kind, id }) => (kind === "clip" ? [id] : [])));
  return findings
    .filter(({ passed }) => !passed)
    .map(({ item, text }) => ({
      ...{ by: gate, item, text },
      ask: item !== null && clips.has(item) ? ("replace" as const) : ("loosen" as const),
    }));
}
