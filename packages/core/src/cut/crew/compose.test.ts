import { beforeAll, describe, expect, it } from "vitest";
import { chance } from "../../transcript/testing.ts";
import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import type { UseCase } from "../order.schema.ts";
import { direct } from "./director.ts";
import { edit } from "./editor.ts";
import type { Source } from "./source.ts";
import { briefOf, compose, library, materialFor, orderOf, referenceFor } from "./testing.ts";

const USE_CASES: readonly UseCase[] = ["news", "aftermovie", "wrapped"];
const LIBRARIES = [
  library({ seed: 1, assets: 6, minutes: 6 }),
  library({ seed: 2, assets: 12, minutes: 3, speech: 0.9 }),
  library({ seed: 3, assets: 3, minutes: 15, speech: 0.4 }),
];
const BRIEFS = 200;

/** The brief of a number: every use-case, lengths from 10 to 180 s, tolerances down to none. */
function briefNumber(number: number) {
  const random = chance(1000 + number);
  const order = orderOf({
    useCase: USE_CASES[number % 3] as UseCase,
    brief: random() < 0.15 ? "" : briefOf(random),
    targetMs: 10_000 + Math.floor(random() * 170_000),
    toleranceMs: random() < 0.3 ? 0 : Math.floor(random() * 3_000),
    tone: (["neutral", "warm", "energetic", "solemn"] as const)[number % 4] as "neutral",
    mustNotHave: random() < 0.2 ? ["firefighter"] : [],
    formats: [{ name: "landscape" }, { name: "vertical" }, { name: "square" }] as never,
  });
  return { order, sources: LIBRARIES[number % LIBRARIES.length] as Source[] };
}

function composed(number: number) {
  const { order, sources } = briefNumber(number);
  const material = materialFor(order, sources);
  return { order, sources, material, ...compose(material, 1, referenceFor(material, sources)) };
}

/** Told apart from the crew's own arithmetic: in thousandths of a frame's length, by every word of the asset. */
function wordsCut({ sources, spec }: ReturnType<typeof composed>): string[] {
  const [frames = 25, seconds = 1] = (spec?.frameRate ?? "").split("/").map(Number);
  return (spec?.items ?? []).flatMap((item) => {
    if (item.kind !== "clip") return [];
    const words = sources.find(({ assetId }) => assetId === item.assetId)?.words ?? [];
    return [item.inFrame, item.inFrame + item.frames].flatMap((frame) =>
      words
        .filter(
          ({ startMs, endMs }) => startMs * frames < frame * 1000 * seconds && frame * 1000 * seconds < endMs * frames,
        )
        .map(({ text }) => `${item.id} cuts “${text}”`),
    );
  });
}

describe("the crew by rules", () => {
  const all: ReturnType<typeof composed>[] = [];
  beforeAll(() => {
    for (let number = 0; number < BRIEFS; number++) all.push(composed(number));
  }, 180_000);

  it("makes a cut of each of 200 random briefs that passes all gates", () => {
    const refused = all.flatMap(({ passed, rounds, order }, number) =>
      passed
        ? []
        : [
            `${number} ${order.useCase} ${order.duration.targetMs}: ${rounds
              .at(-1)
              ?.flatMap(({ findings }) => findings.filter((one) => !one.passed).map(({ text }) => text))
              .join(" | ")}`,
          ],
    );
    expect(refused).toEqual([]);
  });

  it("is exactly as long as was ordered, to the frame", () => {
    const off = all.flatMap(({ spec, order }, number) => {
      const rate: Rate = rateOf(spec?.frameRate ?? "25/1");
      const sum = spec?.items.reduce((frames, item) => frames + item.frames, 0);
      const target = inFrames(order.duration.targetMs, rate);
      return sum === target && spec?.frames === target ? [] : [`${number}: ${sum} of ${target}`];
    });
    expect(off).toEqual([]);
  });

  it("cuts no word, in any", () => {
    expect(all.flatMap(wordsCut)).toEqual([]);
  });

  it("knows which moment each clip is of, also where one comes in parts", () => {
    const order = orderOf({ useCase: "aftermovie", targetMs: 90_000 });
    const material = materialFor(order, library({ seed: 1, assets: 1, minutes: 3 }));
    const byId = new Map(material.candidates.map((candidate) => [candidate.id, candidate]));
    const clips = edit(material, direct(material), [], 1).items.filter((item) => item.kind === "clip");
    expect(clips.some(({ id, candidate }) => id !== candidate)).toBe(true);
    const strange = clips.filter(({ candidate, inFrame, frames }) => {
      const { from, to } = byId.get(candidate) ?? { from: 0, to: 0 };
      return inFrame < from || inFrame + frames > to;
    });
    expect(strange).toEqual([]);
  });

  it("says who speaks and what was counted in news, with a band behind it or without", () => {
    for (const lowerThirds of [true, false]) {
      const order = orderOf({ useCase: "news", brand: { lowerThirds } as never });
      const material = materialFor(order, LIBRARIES[0] as Source[]);
      const titles = compose(material, 1, referenceFor(material, LIBRARIES[0] as Source[])).spec?.titles ?? [];
      expect(titles.some(({ kind }) => kind === "lower_third")).toBe(true);
    }
  });

  it("gives the same spec for the same order and footage, to the byte", () => {
    for (const number of [0, 1, 2, 41, 100]) {
      expect(JSON.stringify(composed(number).spec)).toBe(JSON.stringify(all[number]?.spec));
    }
  });
});

it.each([12_000, 30_000, 45_000, 60_000])(
  "ends on something to see, and announces no chapter that shows nothing, where there is little to show for %i ms",
  (targetMs) => {
    for (const [seed, assets, speech] of [
      [33, 3, 0.9],
      [34, 1, 0.9],
      [35, 2, 0.5],
      [36, 1, 0.9],
    ] as const) {
      const sources = library({ seed, assets, minutes: 1, speech });
      const order = orderOf({ useCase: "wrapped", title: "Our year", targetMs, toleranceMs: 5_000 });
      const material = materialFor(order, sources);
      const items = compose(material, 1, referenceFor(material, sources)).spec?.items ?? [];
      const shape = items.map(({ kind }) => kind).join(" ");
      expect(shape).toMatch(/clip$/);
      expect(shape.slice("card".length)).not.toMatch(/card card/);
    }
  },
);
