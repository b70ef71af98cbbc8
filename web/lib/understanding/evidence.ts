import type { Evidence } from "@videoflow/core/scene/scene.schema";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";

/** What a statement rests on, as a place in the footage. */
interface Proof {
  readonly ms: number;
  /** What is said or seen there, for people. */
  readonly what: string;
}

/**
 * Where the evidence is, in the order of time; what is within one second of the clock is one place. Words have their place in
 * the transcript: without it (it is on its way, or could not be read) only what was seen can be shown.
 */
export function proofsOf(evidence: readonly Evidence[], transcript: Transcript | undefined): Proof[] {
  const proofs = evidence.flatMap((one): Proof[] => {
    if (one.kind === "frame") return [{ ms: one.atMs, what: `seen: ${one.seen}` }];
    const word = transcript?.words[one.from];
    return word ? [{ ms: word.startMs, what: `said: ${one.text}` }] : [];
  });
  const places = Map.groupBy(
    proofs.toSorted((a, b) => a.ms - b.ms),
    ({ ms }) => Math.floor(ms / 1000),
  );
  return [...places.values()].map((together) => ({
    ms: together[0]?.ms ?? 0,
    what: [...new Set(together.map(({ what }) => what))].join("; "),
  }));
}
