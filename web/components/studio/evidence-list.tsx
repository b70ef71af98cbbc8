import type { CutEvidence } from "@videoflow/client/schema";
import { AudioLines, Calculator, Eye, ScrollText, UserRound } from "lucide-react";
import { AssetName } from "./asset-name.tsx";

/** What something in a cut rests on, one by one: words, frames, the brief, a count, or somebody's word. */
export function EvidenceList({ evidence }: { readonly evidence: readonly CutEvidence[] }) {
  return (
    <ul className="space-y-1.5">
      {evidence.map((one) => (
        <li
          key={JSON.stringify(one)}
          className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 [&>svg]:mt-0.5 [&>svg]:size-3.5"
        >
          <Piece evidence={one} />
        </li>
      ))}
    </ul>
  );
}

function Piece({ evidence: one }: { readonly evidence: CutEvidence }) {
  if ("brief" in one)
    return (
      <>
        <ScrollText aria-label="Brief" />
        <span>The brief: “{one.brief}”</span>
      </>
    );
  if ("counted" in one)
    return (
      <>
        <Calculator aria-label="Count" />
        <span>
          {one.counted}: <strong>{one.value}</strong>
        </span>
      </>
    );
  if ("person" in one)
    return (
      <>
        <UserRound aria-label="Somebody" />
        <span>{one.person}</span>
      </>
    );
  const { evidence, assetId } = one;
  if (evidence.kind === "words")
    return (
      <>
        <AudioLines aria-label="Said" />
        <span>
          “{evidence.text}”{" "}
          <span className="text-ink-faint text-small">
            words {evidence.from + 1} to {evidence.to}
          </span>
        </span>
      </>
    );
  return (
    <>
      <Eye aria-label="Seen" />
      <span>
        {evidence.seen} <AssetName assetId={assetId} atMs={evidence.atMs} />
      </span>
    </>
  );
}
