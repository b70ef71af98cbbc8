import type { Finding, GateName, GateResult } from "../gate.schema.ts";
import type { CutEvidence } from "../variant-spec.schema.ts";

interface About {
  readonly item?: string;
  readonly evidence?: readonly CutEvidence[];
}

export const pass = (text: string, { item, evidence = [] }: About = {}): Finding => ({
  ...{ passed: true, text, item: item ?? null },
  evidence: [...evidence],
});

export const fault = (text: string, about: About = {}): Finding => ({ ...pass(text, about), passed: false });

/** A number that a gate counted or measured, as evidence. */
export const figure = (counted: string, value: number): CutEvidence => ({ counted, value });

/** What a gate says: faults first. A gate that has nothing to look at says so by `otherwise`. */
export function resultOf(gate: GateName, findings: readonly Finding[], otherwise: string): GateResult {
  const said = findings.length > 0 ? findings : [pass(otherwise)];
  const sorted = [...said.filter(({ passed }) => !passed), ...said.filter(({ passed }) => passed)];
  return { gate, passed: said.every(({ passed }) => passed), findings: sorted };
}
