import type { Evidence } from "@videoflow/core/scene/scene.schema";
import type { Transcript } from "@videoflow/core/transcript/transcript.schema";
import { proofsOf } from "#web/lib/understanding/evidence.ts";
import { ClockButton } from "./clock-button.tsx";

interface Props {
  readonly evidence: readonly Evidence[];
  readonly transcript: Transcript | undefined;
  readonly video: HTMLVideoElement | null;
}

/** More places than these prove nothing more. */
const MOST = 4;

/** The places that a statement rests on: each leads to it. */
export function Proofs({ evidence, transcript, video }: Props) {
  return (
    <span className="-mx-1 whitespace-nowrap text-small">
      {proofsOf(evidence, transcript)
        .slice(0, MOST)
        .map(({ ms, what }) => (
          <ClockButton key={ms} ms={ms} video={video} what={what} />
        ))}
    </span>
  );
}
