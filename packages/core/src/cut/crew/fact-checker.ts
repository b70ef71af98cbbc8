import { captionFault, claimFault, evidenceFault, figureFault, type Facts as Known } from "../gates/claims.ts";
import { RULES } from "./director.ts";
import type { Material } from "./material.schema.ts";
import type { Edit, Facts, Package } from "./proposal.schema.ts";

/** Checks every title, number and caption against what the crew works on. A title that is not borne out is left out of the cut; the rest stays for the gate. */
export function checkFacts(material: Material, { items, round, cutId }: Edit, { titles, captions }: Package): Facts {
  const known = knownOf(material);
  const claims = [
    ...titles.map(({ id, lines, evidence }) => ({
      id,
      text: lines.join(" / "),
      evidence,
      wrong: claimFault(lines, evidence, known),
    })),
    ...items.map((item) => {
      const text = item.kind === "card" ? [item.heading, item.figure ?? "", item.detail ?? ""].filter(Boolean) : [];
      const wrong =
        item.kind === "card"
          ? (claimFault(text, item.evidence, known) ??
            (item.figure ? figureFault(item.figure, item.evidence) : undefined))
          : item.evidence.map((one) => evidenceFault(one, known)).find(Boolean);
      return { id: item.id, text: item.kind === "card" ? text.join(", ") : item.why, evidence: item.evidence, wrong };
    }),
  ];
  const wrongCaptions = captions.filter((caption) => captionFault(caption, known) !== undefined);
  const counted = [{ counted: "captions", value: captions.length }];
  return {
    ...{ version: 1, cutId, round, engine: RULES, notes: [] },
    refused: titles.flatMap(({ id }) => (claims.some((claim) => claim.id === id && claim.wrong) ? [id] : [])),
    remarks: [
      ...claims.map(({ id, text, evidence, wrong }) => ({
        ...{ passed: wrong === undefined, item: id, evidence },
        text: wrong ? `${text}: ${wrong}` : `Borne out: ${text}`,
      })),
      {
        ...{ passed: wrongCaptions.length === 0, item: null, evidence: counted },
        text: `${captions.length - wrongCaptions.length} of ${captions.length} captions say what is said`,
      },
    ],
  };
}

/** What the crew itself knows, to hold claims against. */
export function knownOf({ order, counts, words, candidates }: Material): Known {
  const byPlace = new Map(
    Object.entries(words).map(([assetId, all]) => [assetId, new Map(all.map((word) => [word.at, word]))]),
  );
  const quotable = new Set(candidates.flatMap(({ assetId, quotable: is }) => (is ? [assetId] : [])));
  return {
    ...{ order, counts },
    word: (assetId, at) => byPlace.get(assetId)?.get(at),
    isQuotable: (assetId) => quotable.has(assetId),
    // The crew has no frames but those of its candidates; the gate has all.
    wasSeen: () => undefined,
  };
}
