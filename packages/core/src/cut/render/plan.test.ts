import { describe, expect, it } from "vitest";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { askedOf } from "./asked.ts";
import { costOf } from "./cost.ts";
import { planRender } from "./plan.ts";
import { card, clip, inspected, specOf } from "./testing.ts";
import type { RenderPlan, Unit } from "./unit.schema.ts";

const [A, B] = ["ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1", "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G2"] as const;
const assets = new Map([
  [A, inspected(A)],
  [B, inspected(B, "e".repeat(64))],
]);

const plan = (spec: VariantSpec, changes: { made?: ReadonlySet<string>; picture?: string } = {}): Promise<RenderPlan> =>
  planRender({
    ...{ spec, assets, logoEtag: null, tools: { picture: changes.picture ?? "renderer 1", sound: "mixer 1" } },
    functionSeconds: 600,
    isMade: async (key) => changes.made?.has(key) ?? false,
  });

const keysOf = ({ units }: RenderPlan) => new Set(units.flatMap(({ files }) => files.map(({ key }) => key)));
const shape = ({ units, timeline }: RenderPlan) =>
  timeline.map((unit) => [units[unit]?.items.join("+"), units[unit]?.unit.frames]);

const items = () => [
  clip("one", A),
  clip("two", B, { fadeIn: 20, inFrame: 100 }),
  card("three"),
  clip("four", A, { inFrame: 300 }),
];

describe("a plan", () => {
  it("cuts a timeline at its cuts and around its cross-fades, to the frame", async () => {
    expect(shape(await plan(specOf(items())))).toEqual([
      ["one", 90],
      ["one+two", 20],
      ["two", 90],
      ["three", 50],
      ["four", 100],
    ]);
  });

  it("takes handles for a cross-fade from both sides", async () => {
    const { units } = await plan(specOf(items()));
    expect(units[1]?.unit.layers).toMatchObject([{ inFrame: 115 }, { inFrame: 90 }]);
  });

  it("parts what is long evenly, and longer pieces of a long cut", async () => {
    const long = clip("long", A, { frames: 601, inFrame: 0 });
    expect(shape(await plan(specOf([long]))).map(([, frames]) => frames)).toEqual([200, 201, 200]);
    const film = Array.from({ length: 40 }, (_, index) => clip(`c${index}`, A, { frames: 700, inFrame: index }));
    expect((await plan(specOf(film))).units).toHaveLength(40);
  });

  it("puts text into its own place in a unit", async () => {
    const titles = [
      { id: "t", kind: "title" as const, startFrame: 80, frames: 20, lines: ["Hello"], evidence: [{ brief: "x" }] },
    ];
    const { units } = await plan(specOf(items(), { titles }));
    expect(units.map(({ unit }) => unit.overlays.map(({ startFrame, frames }) => [startFrame, frames]))).toEqual([
      [[80, 10]],
      [[0, 10]],
      ...[[], [], []],
    ]);
  });

  it.each([
    ["whose items do not add up", specOf(items(), { frames: 349 }), "The items have 350 frames and the cut 349"],
    ["without handles", specOf([card("c"), clip("x", A, { inFrame: 3, fadeIn: 20 })]), "no handle of 10 frames"],
    ["of an asset that is gone", specOf([clip("x", "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G9")]), "does not exist"],
    ["whose cross-fades meet", specOf([card("a"), card("b", { frames: 8, fadeIn: 20 })]), "longer than it"],
  ])("is not made of a spec %s", async (_what, spec, message) => {
    await expect(plan(spec)).rejects.toThrow(message);
  });
});

describe("keys", () => {
  it("stay when a clip moves, but for the cross-fades that it leaves and joins", async () => {
    const before = keysOf(await plan(specOf(items())));
    const [one, two, three, four] = items();
    if (!one || !two || !three || !four) throw new Error("There are four");
    const moved = await plan(specOf([one, two, four, three]), { made: before });
    expect(moved.units.filter(({ files }) => files.some(({ missing }) => missing))).toEqual([]);
    expect(moved.microUsd).toBe(0);
    const first = await plan(specOf([three, { ...one, fadeIn: 20 }, { ...two, fadeIn: null }, four]), { made: before });
    expect(
      first.units.filter(({ files }) => files.some(({ missing }) => missing)).map(({ items: of }) => of.join("+")),
    ).toEqual([...["three", "three+one", "one", "two"]]);
  });

  it("are those of the pictures: the same ones twice are one unit", async () => {
    const twice = await plan(specOf([clip("one", A), card("c"), clip("again", A)]));
    expect(twice.timeline).toEqual([0, 1, 0]);
  });

  const changed = async (changes: Partial<VariantSpec>, picture?: string) => {
    const before = await plan(specOf(items()));
    const after = await plan(specOf(items(), changes), picture ? { picture } : {});
    return after.units.map(({ files }, unit) =>
      files.flatMap(({ key, format }, file) => (before.units[unit]?.files[file]?.key === key ? [] : [format])),
    );
  };
  const all = ["landscape", "square", "vertical"];
  const caption = { startFrame: 10, frames: 20, lines: ["Said"], assetId: A, from: 0, to: 1 };

  it.each([
    ["a caption changes only formats that it is burned into", { captions: [caption] }, [["landscape"], [], [], [], []]],
    [
      "the brand changes only where it is seen",
      { brand: { ...specOf([]).brand, background: "#000000" } },
      [[], [], [], all, []],
    ],
    [
      "music changes no picture",
      { music: { bed: "pulse" as const, gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0, duckDb: 0, ducks: [] } },
      [[], [], [], [], []],
    ],
  ])("%s", async (_what, changes, expected) => {
    expect(await changed(changes)).toEqual(expected);
  });

  it("another tool makes all anew", async () => {
    expect(await changed({}, "renderer 2")).toEqual([all, all, all, all, all]);
  });

  it("a framing changes its own format, and a place in time only where the camera moves", async () => {
    const still = [{ left: 0, top: 0, width: 0.5, height: 0.5 }];
    const moving = [...still, { left: 0.2, top: 0, width: 0.5, height: 0.5 }];
    const of = async (framing: object, frames: number) =>
      (await plan(specOf([clip("x", A, { framing, frames }), card("c")]))).units[0]?.files.map(({ key }) => key) ?? [];
    const same = (one: readonly string[], other: readonly string[]) => one.map((key, index) => key === other[index]);
    expect(same(await of({}, 100), await of({ square: still }, 100))).toEqual([true, false, true]);
    expect(same(await of({ square: still }, 100), await of({ square: moving }, 100))).toEqual([true, false, true]);
  });
});

describe("sound", () => {
  const heard = async (spec: VariantSpec) =>
    (await plan(spec)).sound.ranges.map(({ startFrame, inFrame, frames, fadeInFrames, fadeOutFrames }) => ({
      ...{ startFrame, inFrame, frames, fadeInFrames, fadeOutFrames },
    }));

  it("crosses where the picture does, and not where it comes before or goes on after it", async () => {
    const sound = { on: true, gainDb: 0, leadFrames: 30, tailFrames: 0 };
    const both = [clip("one", A), clip("two", B, { fadeIn: 20, inFrame: 100 })];
    expect(await heard(specOf(both))).toEqual([
      { startFrame: 0, inFrame: 25, frames: 110, fadeInFrames: 0, fadeOutFrames: 20 },
      { startFrame: 90, inFrame: 90, frames: 110, fadeInFrames: 20, fadeOutFrames: 0 },
    ]);
    expect(
      (await heard(specOf([both[0] ?? card("x"), { ...clip("two", B, { fadeIn: 20, inFrame: 100 }), sound }])))[1],
    ).toEqual({
      ...{ startFrame: 70, inFrame: 70, frames: 130, fadeInFrames: 0, fadeOutFrames: 0 },
    });
  });

  it("ends with the cut, begins no earlier than it or its asset, and is not of what is mute", async () => {
    const sound = { on: true, gainDb: 0, leadFrames: 60, tailFrames: 60 };
    const mute = { ...sound, on: false };
    expect(
      await heard(
        specOf([clip("one", A, { sound }), clip("two", B, { inFrame: 10, sound }), clip("x", A, { sound: mute })]),
      ),
    ).toEqual([
      { startFrame: 0, inFrame: 25, frames: 160, fadeInFrames: 0, fadeOutFrames: 0 },
      { startFrame: 90, inFrame: 0, frames: 170, fadeInFrames: 0, fadeOutFrames: 0 },
    ]);
  });
});

describe("a unit's place", () => {
  const unit = async (changes: object = {}): Promise<Unit> => {
    const { units } = await plan(specOf([clip("x", A, { frames: 250, ...changes })]));
    if (!units[0]) throw new Error("There is one");
    return units[0].unit;
  };
  const uhd = { name: "landscape", width: 3840, height: 2160, captions: "none", hls: false } as const;
  const hd = { ...uhd, width: 1920, height: 1080 };

  it("is a function for a short one, a container for one that is cheaper there", async () => {
    expect(costOf(await unit(), [hd], 600)).toMatchObject({ place: "lambda" });
    expect(costOf(await unit(), [uhd, uhd, uhd, uhd], 600)).toMatchObject({ place: "fargate" });
  });

  it("costs nothing when nothing is to be made", async () => {
    expect(costOf(await unit(), [], 600)).toMatchObject({ estimatedMs: 0, microUsd: 0 });
  });
});

it("asks for black and still pictures on cards, and where the footage itself has them", () => {
  const defects = [
    { kind: "freeze", startMs: 2000, endMs: 4000 },
    { kind: "black", startMs: 20_000, endMs: 21_000 },
  ].map((defect) => ({ ...defect, severity: "minor", value: 0, threshold: 0, unit: "x" }) as never);
  const { black, still } = askedOf(
    specOf([card("c", { frames: 50 }), clip("x", A, { inFrame: 25, frames: 100 })]),
    () => defects,
  );
  expect(black).toEqual([{ from: 0, to: 50 }]);
  // From 2 to 4 s of the asset are frames 50 to 100 of it, 75 to 125 of the cut.
  expect(still).toEqual([
    { from: 0, to: 50 },
    { from: 63, to: 137 },
  ]);
});
