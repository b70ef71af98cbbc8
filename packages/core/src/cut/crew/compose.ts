import type { GateResult } from "../gate.schema.ts";
import { fault, resultOf } from "../gates/finding.ts";
import { judge } from "../gates/gates.ts";
import type { Reference } from "../gates/reference.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { frame } from "./cinematographer.ts";
import { direct } from "./director.ts";
import { edit } from "./editor.ts";
import { checkFacts } from "./fact-checker.ts";
import type { Material } from "./material.schema.ts";
import { analysePacing } from "./pacing-analyst.ts";
import { pack } from "./packager.ts";
import type { Note } from "./proposal.schema.ts";
import { decide } from "./send-back.ts";
import { design } from "./sound-designer.ts";
import { specOf } from "./specify.ts";
import { analyseStory } from "./story-analyst.ts";

export interface Composed {
  /** Of the last round; undefined when there was nothing to show. */
  readonly spec: VariantSpec | undefined;
  readonly rounds: readonly (readonly GateResult[])[];
  readonly passed: boolean;
}

/**
 * The whole crew by rules, round after round, without documents in between: what workflow Compose does, in one call. `referenceFor`
 * gives what the gates hold a spec against.
 */
export function compose(
  material: Material,
  revision: number,
  referenceFor: (notes: readonly Note[]) => Reference,
): Composed {
  if (!material.input.passed) return { spec: undefined, rounds: [[material.input]], passed: false };
  const arc = direct(material);
  const rounds: GateResult[][] = [];
  let notes: Note[] = [];
  for (let round = 1; ; round++) {
    const cut = edit(material, arc, notes, round);
    const [frames, sounds] = [frame(material, cut), design(material, arc, cut)];
    const [story, pacing] = [analyseStory(material, arc, cut), analysePacing(material, arc, cut)];
    const packed = pack(material, cut, frames, sounds);
    const facts = checkFacts(material, cut, packed);
    const spec = specOf(material, revision, { arc, edit: cut, frames, sounds, pack: packed, facts });
    const asked = [...story.notes, ...pacing.notes];
    const gates = gatesFor(spec, material, cut.faults, referenceFor(asked));
    rounds.push(gates);
    const { decision, notes: next } = decide(round, gates, spec, [...notes, ...asked]);
    if (decision !== "sent_back") return { spec, rounds, passed: decision === "passed" };
    notes = next;
  }
}

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
