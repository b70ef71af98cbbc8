import { describe, expect, it } from "vitest";
import { CUT_ID, compose, library, materialFor, orderOf, referenceFor } from "../crew/testing.ts";
import type { GateName } from "../gate.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { judge, verdictOf } from "./gates.ts";
import type { Clip, Reference } from "./reference.ts";

const sources = library({ seed: 5, assets: 5, minutes: 5 });
const order = orderOf({
  useCase: "news",
  brief: "How the mayor opens the bridge.",
  formats: [{ name: "vertical" }] as never,
});
const material = materialFor(order, sources);
const reference = referenceFor(material, sources)();
const { spec: good } = compose(material, 1, () => reference);

const wrapped = orderOf({ useCase: "wrapped", title: "Our year", tone: "warm" });
const ofYear = materialFor(wrapped, sources);
const year = {
  spec: compose(ofYear, 1, referenceFor(ofYear, sources)).spec,
  reference: referenceFor(ofYear, sources)(),
};

/** A change of a cut that was good, and what the gate that it is for says. */
interface Case {
  readonly what: string;
  readonly gate: GateName;
  readonly spec?: (spec: VariantSpec) => void;
  readonly reference?: (reference: Reference, spec: VariantSpec) => Partial<Reference>;
  readonly says: RegExp;
}

const clipsOf = ({ items }: VariantSpec): Clip[] => items.filter((item) => item.kind === "clip");
const firstClip = (spec: VariantSpec): Clip => clipsOf(spec)[0] as Clip;
const spoken = (spec: VariantSpec): Clip =>
  clipsOf(spec).find(({ evidence: [one] }) => one && "assetId" in one && one.evidence.kind === "words") as Clip;
const changed = (of: Reference, spec: VariantSpec, change: object): Partial<Reference> => {
  const { assetId } = firstClip(spec);
  const source = of.sources.get(assetId);
  return source ? { sources: new Map([...of.sources, [assetId, { ...source, ...change }]]) } : {};
};
const defect = (kind: string, spec: VariantSpec) => ({
  ...{ kind, severity: "critical", startMs: 0, endMs: 36_000_000, value: 9, threshold: 1, unit: "x" },
  spec,
});

const cases: Case[] = [
  {
    what: "an asset that is gone",
    gate: "clip",
    reference: () => ({ sources: new Map() }),
    says: /is not in the library any more/,
  },
  {
    what: "an original that is gone",
    gate: "clip",
    reference: (of, spec) => changed(of, spec, { loss: "The original of it is gone" }),
    says: /original of it is gone/,
  },
  {
    what: "a clip beyond the end of its asset",
    gate: "clip",
    spec: (spec) => {
      firstClip(spec).inFrame = 10_000_000;
    },
    says: /needs frames 10000000 to/,
  },
  {
    what: "a clip with a defect that makes it useless",
    gate: "clip",
    reference: (of, spec) => changed(of, spec, { defects: [defect("blur", spec)] }),
    says: /has blur at 0 ms \(9 x, limit 1\)/,
  },
  {
    what: "a clip that begins inside a word",
    gate: "timestamp",
    spec: (spec) => {
      spoken(spec).inFrame += 9;
    },
    says: /begins at \d+ ms, inside the word “/,
  },
  {
    what: "a clip that ends inside a word",
    gate: "timestamp",
    spec: (spec) => {
      spoken(spec).frames -= 22;
    },
    says: /ends at \d+ ms, inside the word “/,
  },
  {
    what: "a word that is heard over a cut",
    gate: "timestamp",
    spec: (spec) => {
      Object.assign(spoken(spec).sound, { leadFrames: 1500, tailFrames: 1500 });
    },
    says: /is heard over the cut/,
  },
  {
    what: "a cut of the footage within a clip",
    gate: "timestamp",
    reference: (of, spec) => {
      const clip = firstClip(spec);
      const at = Math.round(
        ((clip.inFrame + 3) * 1000) / (Number(spec.frameRate.split("/")[0]) / Number(spec.frameRate.split("/")[1])),
      );
      return changed(of, spec, {
        shots: [
          { startMs: 0, endMs: at },
          { startMs: at, endMs: 36_000_000 },
        ],
      });
    },
    says: /shows a flash of another shot/,
  },
  {
    what: "a caption that nobody said",
    gate: "facts",
    spec: (spec) => {
      (spec.captions[0] as { lines: string[] }).lines = ["The mayor resigns."];
    },
    says: /is not what is said/,
  },
  {
    what: "a caption at another time than its words",
    gate: "facts",
    spec: (spec) => {
      const caption = spec.captions[0] as { startFrame: number; frames: number };
      caption.startFrame += 10;
      caption.frames = 2;
    },
    says: /ms away from its first word/,
  },
  {
    what: "a title that its evidence does not say",
    gate: "facts",
    spec: (spec) => {
      (spec.titles[0] as { lines: string[] }).lines = ["The mayor resigns"];
    },
    says: /nothing bears out/,
  },
  {
    what: "evidence that is not in the transcript",
    gate: "facts",
    spec: (spec) => {
      const [one] = spoken(spec).evidence;
      if (one && "assetId" in one && one.evidence.kind === "words") one.evidence.text = "something else";
    },
    says: /are “/,
  },
  {
    what: "a length that was not ordered",
    gate: "quality",
    spec: (spec) => {
      spec.frames += 500;
    },
    says: /ordered are 60\.0 s with 2\.0 s of tolerance/,
  },
  {
    what: "the same picture twice",
    gate: "quality",
    spec: (spec) => {
      const [one, other] = clipsOf(spec);
      if (one && other) Object.assign(other, { assetId: one.assetId, inFrame: one.inFrame });
    },
    says: /shows what .* has shown/,
  },
  {
    what: "a frozen picture",
    gate: "quality",
    reference: (of, spec) => changed(of, spec, { defects: [defect("freeze", spec)] }),
    says: /stands still from 0/,
  },
  {
    what: "another loudness",
    gate: "quality",
    spec: (spec) => {
      spec.loudness.integratedLufs = -23;
    },
    says: /-23 LUFS, ordered are -14/,
  },
  {
    what: "what an analyst could not have",
    gate: "quality",
    reference: () => ({ notes: [{ by: "story", item: null, ask: "reorder", text: "The end comes first" }] }),
    says: /The end comes first/,
  },
  {
    what: "parts that do not add up",
    gate: "schema",
    spec: (spec) => {
      spec.frames -= 1;
    },
    says: /the cut says/,
  },
  {
    what: "two parts of one id",
    gate: "schema",
    spec: (spec) => {
      (spec.items[1] as { id: string }).id = (spec.items[0] as { id: string }).id;
    },
    says: /two things with the id/,
  },
  {
    what: "no items",
    gate: "schema",
    spec: (spec) => {
      spec.items = [];
    },
    says: /items/,
  },
  {
    what: "a crop of another shape",
    gate: "schema",
    spec: (spec) => {
      firstClip(spec).framing.vertical = [{ left: 0, top: 0, width: 1, height: 0.99 }];
    },
    says: /vertical crop is outside the picture or not of the format's shape/,
  },
];

describe("the gates", () => {
  it("let a cut of the crew pass, with the figures", () => {
    const gates = judge(good as VariantSpec, reference, material.input);
    expect(gates.map(({ gate, passed }) => [gate, passed])).toEqual(
      ["input", "clip", "timestamp", "facts", "quality", "schema"].map((gate) => [gate, true]),
    );
    expect(verdictOf({ cutId: CUT_ID, revision: 1 }, [gates])).toMatchObject({ passed: true, rounds: [{ round: 1 }] });
    expect(gates.flatMap(({ findings }) => findings).every(({ text }) => text.length > 10)).toBe(true);
  });

  it("let a picture pass that is shown whole in any format, and stands still", () => {
    const spec = structuredClone(good) as VariantSpec;
    const whole = { left: 0, top: 0, width: 1, height: 1 };
    const faultsOf = () => judge(spec, reference, material.input).find(({ gate }) => gate === "schema")?.passed;
    firstClip(spec).framing.vertical = [whole];
    expect(faultsOf()).toBe(true);
    firstClip(spec).framing.vertical = [whole, whole];
    expect(faultsOf()).toBe(false);
  });

  it.each(cases)("stop $what: $gate", ({ gate, spec: change, reference: alter, says }) => {
    const spec = structuredClone(good) as VariantSpec;
    change?.(spec);
    const against = { ...reference, ...alter?.(reference, spec) };
    const result = judge(spec, against, material.input).find((one) => one.gate === gate);
    expect(result).toMatchObject({ passed: false });
    expect(result?.findings[0]).toMatchObject({ passed: false });
    expect(
      result?.findings
        .filter(({ passed }) => !passed)
        .map(({ text }) => text)
        .join("\n"),
    ).toMatch(says);
  });

  it("stop a number that nobody counted: facts", () => {
    const spec = structuredClone(year.spec) as VariantSpec;
    expect(judge(spec, year.reference, ofYear.input).find(({ gate }) => gate === "facts")?.passed).toBe(true);
    const card = spec.items.find((item) => item.kind === "card");
    if (card?.kind === "card") card.figure = "1,000,000";
    const facts = judge(spec, year.reference, ofYear.input).find(({ gate }) => gate === "facts");
    expect(facts?.findings[0]?.text).toMatch(/1,000,000/);
    if (card?.kind === "card") {
      card.figure = "6";
      card.evidence = card.evidence.map((one) => ("counted" in one ? { ...one, value: 6 } : one));
    }
    expect(judge(spec, year.reference, ofYear.input).find(({ gate }) => gate === "facts")?.findings[0]?.text).toMatch(
      /is 5, not 6/,
    );
  });
});
