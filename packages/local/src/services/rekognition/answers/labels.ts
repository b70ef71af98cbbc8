import type { DetectLabelsCommandOutput, GeneralLabelsSettings, Label } from "@aws-sdk/client-rekognition";
import type { VisionAnswer } from "../engines/protocol.ts";
import { boundingBox } from "./box.ts";
import { THINGS, type Thing } from "./taxonomy.ts";

type LabelsAnswer = Pick<DetectLabelsCommandOutput, "Labels" | "LabelModelVersion">;

/** What was found as DetectLabels tells it: a label a kind of thing with its places, and labels of what it counts to. */
export function labelsOf(
  { version, found }: VisionAnswer,
  filters: GeneralLabelsSettings = {},
  most = Number.POSITIVE_INFINITY,
): LabelsAnswer {
  const labels = new Map<string, Label>();
  // Surest first: the first that names a label is as sure as the label is.
  for (const { kind, score, box } of found) {
    const thing = THINGS[kind];
    if (!thing) throw new Error(`The model found something of class ${kind}; there are ${THINGS.length}`);
    const label = noted(labels, thing, score);
    label.Instances?.push({ BoundingBox: boundingBox(box), Confidence: 100 * score });
    for (const name of thing.parents) noted(labels, { name, parents: [], category: thing.category }, score);
  }
  return { Labels: [...labels.values()].filter(passes(filters)).slice(0, most), LabelModelVersion: version };
}

function noted(labels: Map<string, Label>, { name, parents, category }: Thing, score: number): Label {
  const known = labels.get(name);
  if (known) return known;
  const label: Label = {
    Name: name,
    Confidence: 100 * score,
    Instances: [],
    Parents: parents.map((parent) => ({ Name: parent })),
    Aliases: [],
    Categories: [{ Name: category }],
  };
  labels.set(name, label);
  return label;
}

/** Inclusion first, then exclusion. https://docs.aws.amazon.com/rekognition/latest/dg/labels-detect-labels-image.html */
function passes(filters: GeneralLabelsSettings): (label: Label) => boolean {
  const { LabelInclusionFilters: names = [], LabelCategoryInclusionFilters: categories = [] } = filters;
  const { LabelExclusionFilters: noNames = [], LabelCategoryExclusionFilters: noCategories = [] } = filters;
  const isOf = (list: readonly string[], label: Label) =>
    label.Categories?.some(({ Name = "" }) => list.includes(Name)) ?? false;
  return (label) => {
    const { Name = "" } = label;
    const isWanted = (names.length === 0 && categories.length === 0) || names.includes(Name) || isOf(categories, label);
    return isWanted && !noNames.includes(Name) && !isOf(noCategories, label);
  };
}
