import type { Counted, Material } from "./material.schema.ts";
import type { Beat } from "./proposal.schema.ts";
import { titleOf } from "./title.ts";

/** What a card says; its length is the director's. */
export interface NumberCard {
  readonly card: Omit<NonNullable<Beat["card"]>, "frames">;
  /** What was counted; undefined where the card has no number. */
  readonly of?: Counted;
}

/** The first card: what the cut is called, and how much there was to choose from. */
export function openingCard(material: Pick<Material, "order" | "counts">): NumberCard {
  const assets = material.counts.find(({ what }) => what === "assets");
  const heading = titleOf(material);
  return {
    card: {
      ...{ heading, figure: assets ? numberOf(assets) : null, detail: assets?.unit ?? null },
      evidence: [{ brief: heading }, ...(assets ? [evidenceOf(assets)] : [])],
    },
  };
}

/** Cards with numbers, one a chapter: of things that are seen by turns with amounts. Numbers that say little are left out. */
export function numberCards({ counts }: Pick<Material, "counts">, most: number): NumberCard[] {
  const labels = counts.filter(({ what, value }) => what === "label" && value > 1);
  const amounts = counts.filter(({ what, value }) => what !== "label" && what !== "assets" && value > 1);
  const turns = Array.from({ length: most }, (_, at) => [amounts[at], labels[at]]).flat();
  return turns.flatMap((of) => (of ? [{ of, card: cardOf(of) }] : [])).slice(0, most);
}

/** A number as a card. */
export const cardOf = (of: Counted): NumberCard["card"] => ({
  ...{ heading: of.heading, figure: numberOf(of), detail: of.unit },
  evidence: [evidenceOf(of)],
});

const evidenceOf = ({ counted, value }: Counted) => ({ counted, value });

/** A number as it is read: `1,204`, `3.5`. */
export const numberOf = ({ value }: Pick<Counted, "value">): string => value.toLocaleString("en-US");
