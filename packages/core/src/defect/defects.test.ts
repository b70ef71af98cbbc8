import { describe, expect, it } from "vitest";
import { technical, videoTrack } from "../derivative/testing.ts";
import type { DefectKind } from "./defect.schema.ts";
import { checksOf } from "./defects.ts";
import { gridOf } from "./grid.ts";
import { joined } from "./join.ts";
import type { Measured, MeasuredPicture, MeasuredSound } from "./measured.schema.ts";

type Other = readonly [from: number, to: number, value: number];
const series = (count: number, usual: number, other?: Other) =>
  Array.from({ length: count }, (_, at) => (other && at >= other[0] && at < other[1] ? other[2] : usual));
/** Ten seconds of footage, in which samples from `from` to before `to` have another value. */
const seen = (usual: number, other?: Other) => series(50, usual, other);
const heard = (usual: number, other?: Other) => series(100, usual, other);

const picture = (changes: Partial<MeasuredPicture> = {}): MeasuredPicture => ({
  highlights: seen(200),
  brightness: seen(100),
  change: seen(12),
  changed: seen(0.4),
  sharpness: seen(0.8),
  // What is softer has less detail, unless it is said otherwise.
  detail: (changes.sharpness ?? seen(0.8)).map((value) => 7.5 * (value ?? 0.1)),
  unlike: seen(0.02),
  likeness: seen(0.9),
  brokenBlocks: seen(0),
  likeBroken: seen(0),
  speckled: seen(0),
  cleared: seen(0),
  undecodable: seen(0),
  ...changes,
});
/** At that sample the footage goes on with another picture. */
const cutAt = (sample: number) => ({
  unlike: seen(0.02, [sample, sample + 1, 0.6]),
  likeness: seen(0.9, [sample, sample + 1, 0.1]),
});
const sound = (changes: Partial<MeasuredSound> = {}): MeasuredSound => ({
  ...{ level: heard(-25), nearFull: heard(0) },
  ...{ energy: heard(energyOf(-23)), truePeak: 0.7, ...changes },
});
/** Of both channels together, so loud. */
const energyOf = (lufs: number) => 10 ** ((lufs + 0.691) / 10);

const found = (measured: Partial<Measured>, original = technical()) =>
  checksOf({ picture: picture(), sound: sound(), ...measured }, original).defects.map(
    ({ kind, startMs, endMs, severity }) => [kind, startMs, endMs, severity],
  );

it("tells of what only its decoder tells how much of it could not be decoded", () => {
  const undecodable = seen(0, [10, 15, 1]).map((value, at) => (at === 12 ? 0 : value));
  const { defects } = checksOf({ picture: picture({ undecodable }), sound: sound() }, technical());
  expect(defects).toMatchObject([{ kind: "blockiness", value: 80, threshold: 0, unit: "% undecodable" }]);
});

describe("checks", () => {
  it("finds nothing in sound footage", () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<MeasuredPicture>, unknown[]]>([
    ["a covered lens", { highlights: seen(200, [10, 20, 22]) }, ["black", 2000, 4000, "major"]],
    ["a stopped picture", { change: seen(12, [16, 45, 0.1]) }, ["freeze", 3000, 9000, "critical"]],
    ["a lens out of focus", { sharpness: seen(0.8, [10, 20, 0.3]) }, ["blur", 2000, 4000, "major"]],
    [
      "hard edges out of focus, which are still as sharp as other footage",
      { sharpness: seen(0.92, [10, 20, 0.52]) },
      ["blur", 2000, 4000, "minor"],
    ],
    [
      "a lens out of focus in the dark, where noise is as sharp as edges are",
      { detail: seen(2, [10, 20, 1.1]) },
      ["blur", 2000, 4000, "major"],
    ],
    [
      "a lens out of focus before windows, much of which a shaken camera makes unlike",
      { detail: seen(2, [10, 20, 1.1]), unlike: seen(0.1) },
      ["blur", 2000, 4000, "major"],
    ],
    [
      "a lens out of focus in the dark before one cut and behind it",
      { ...cutAt(15), detail: seen(2, [10, 15, 1.1]).map((value, at) => (at >= 15 ? (at < 20 ? 3 : 5) : value)) },
      ["blur", 2000, 4000, "major"],
    ],
    [
      "a picture whose refinement takes a while",
      {
        change: seen(12, [16, 45, 1.2]).map((value, at) => (at >= 25 && at < 45 ? 0 : value)),
        changed: seen(0.4, [16, 45, 0.01]),
      },
      ["freeze", 3000, 9000, "critical"],
    ],
    [
      "a stopped picture, which its codec made clearer than any that moves",
      {
        change: seen(12, [16, 36, 0.1]),
        detail: seen(2.8).map((value, at) => (at >= 16 && at < 36 ? 5 : at >= 36 && at < 41 ? 2 : value)),
      },
      ["freeze", 3000, 7200, "major"],
    ],
    [
      "speckles of broken data, which a key picture clears",
      { speckled: seen(0, [10, 11, 0.02]), cleared: seen(0, [16, 17, 0.02]) },
      ["blockiness", 2000, 3200, "critical"],
    ],
    [
      "what its decoder could not decode, though next to nothing is seen of it",
      { undecodable: seen(0, [10, 15, 1]) },
      ["blockiness", 2000, 3000, "minor"],
    ],
    [
      "what its decoder could not decode, and what of it is seen before and after",
      {
        undecodable: seen(0).map((_, at) => (at === 12 || at === 17 ? 1 : 0)),
        speckled: seen(0, [10, 11, 0.02]),
        cleared: seen(0, [16, 17, 0.02]),
      },
      ["blockiness", 2000, 3600, "critical"],
    ],
    [
      "speckles that come little by little, and are cleared at once",
      { speckled: seen(0, [10, 16, 0.0004]), cleared: seen(0, [16, 17, 0.0024]) },
      ["blockiness", 2400, 3200, "minor"],
    ],
    [
      "speckles shortly before the end, most of which a key picture clears",
      { speckled: seen(0, [40, 41, 0.03]), cleared: seen(0, [43, 44, 0.02]) },
      ["blockiness", 8000, 8600, "major"],
    ],
    [
      "a picture half of which comes out as speckles: it is no other picture",
      {
        unlike: seen(0.02).map((share, at) => (at === 10 || at === 16 ? 0.5 : share)),
        likeness: seen(0.9).map((share, at) => (at === 10 || at === 16 ? 0.5 : share)),
        speckled: seen(0, [10, 11, 0.3]),
        cleared: seen(0, [16, 17, 0.3]),
      },
      ["blockiness", 2000, 3200, "critical"],
    ],
    [
      "broken blocks, after which half of the picture is grey until a key picture",
      {
        brokenBlocks: seen(0, [8, 11, 8]),
        unlike: seen(0.02).map((share, at) => (at === 11 || at === 20 ? 0.5 : share)),
        likeness: seen(0.9).map((share, at) => (at === 11 || at === 20 ? 0.5 : share)),
      },
      ["blockiness", 1600, 4000, "major"],
    ],
    [
      "a cut to coarse pictures before a camera that stands still",
      { ...cutAt(10), brokenBlocks: seen(0).map((_, at) => ([10, 20].includes(at) ? 60 : 0)) },
      ["blockiness", 2000, 4000, "minor"],
    ],
    [
      "torn pieces that go along with the camera, before and after the blocks that are seen",
      { unlike: seen(0.002, [10, 27, 0.02]), brokenBlocks: seen(0, [18, 21, 8]) },
      ["blockiness", 2000, 5200, "minor"],
    ],
    [
      "blocks that come at once, after something moved",
      { unlike: seen(0.002, [10, 27, 0.02]), brokenBlocks: seen(0, [18, 27, 40]) },
      ["blockiness", 3600, 5200, "critical"],
    ],
    [
      "blocks, whose edges are hard, and nothing of what is softer than they are",
      { sharpness: seen(0.57, [10, 21, 1]), brokenBlocks: seen(0, [10, 21, 6]) },
      ["blockiness", 2000, 4000, "major"],
    ],
    ["broken blocks", { brokenBlocks: seen(0, [10, 21, 6]) }, ["blockiness", 2000, 4000, "major"]],
    [
      "coarse pictures, and not before them what chance makes of noise",
      { brokenBlocks: seen(0).map((_, at) => (at < 10 ? 4 : at < 20 ? 100 : at === 20 ? 60 : 0)) },
      ["blockiness", 2000, 4000, "critical"],
    ],
    [
      "a picture that is grey, which few of its blocks tell, until a key picture",
      {
        brokenBlocks: seen(0).map((_, at) => (at === 10 || at === 17 ? 6 : 0)),
        unlike: seen(0.01).map((share, at) => (at === 10 || at === 17 ? 0.12 : share)),
        likeness: seen(0.9).map((share, at) => (at === 10 || at === 17 ? 0.5 : share)),
      },
      ["blockiness", 2000, 3400, "minor"],
    ],
    [
      "speckles that are not cleared before the footage ends",
      { speckled: seen(0, [42, 43, 0.006]), brokenBlocks: seen(0, [39, 42, 8]) },
      ["blockiness", 7800, 9800, "major"],
    ],
    [
      "coarse pictures before a camera that stands still, which change with each key picture only",
      { brokenBlocks: seen(0).map((_, at) => ([10, 20, 22].includes(at) ? 40 : 0)) },
      ["blockiness", 2000, 4400, "major"],
    ],
  ])("finds %s", (_what, changes, expected) => {
    expect(found({ picture: picture(changes) })).toEqual([expected]);
  });

  it.each<[string, Partial<MeasuredSound>, unknown[]]>([
    ["a microphone that is off", { level: heard(-25, [50, 90, -75]) }, ["silence", 5000, 9000, "major"]],
    ["an overdriven converter", { nearFull: heard(0, [10, 30, 0.3]) }, ["clipping", 1000, 3000, "critical"]],
  ])("finds %s", (_what, changes, expected) => {
    expect(found({ sound: sound(changes) })).toEqual([expected]);
  });

  it.each<[string, Partial<MeasuredPicture>]>([
    ["a night scene with lamps", { highlights: seen(60), change: seen(3) }],
    ["leaves in the wind", { speckled: seen(0.02, [10, 12, 0.025]), cleared: seen(0.02, [20, 22, 0.025]) }],
    ["leaves that are hidden for a while", { cleared: seen(0, [10, 11, 0.02]), speckled: seen(0, [30, 31, 0.002]) }],
    [
      "a cut to gravel, which dust hides",
      {
        cleared: seen(0, [28, 29, 0.4]),
        ...cutAt(20),
        speckled: seen(0, [20, 21, 0.5]),
        brokenBlocks: seen(0, [20, 21, 90]),
        likeBroken: seen(0, [20, 21, 90]),
      },
    ],
    ["smoothed noise that never rests", { change: seen(1), changed: seen(0.01) }],
    ["a black flash", { highlights: seen(200, [20, 21, 16]) }],
    ["a face that holds still for a second", { change: seen(12, [16, 20, 0.2]) }],
    ["footage that is soft from end to end", { sharpness: seen(0.45) }],
    [
      "lamps that are off for a while",
      { detail: seen(2, [10, 20, 1]), brightness: seen(60, [10, 20, 40]), highlights: seen(200, [10, 20, 140]) },
    ],
    [
      "a lorry that passes before the lens",
      { detail: seen(2, [10, 20, 1]), unlike: seen(0.02).map((share, at) => (at === 10 || at === 20 ? 0.3 : share)) },
    ],
    [
      "a cut in the dark to a shot with less detail, which gets more of it",
      { detail: seen(2, [20, 30, 1]), likeness: seen(0.9, [20, 21, 0.04]), unlike: seen(0.004) },
    ],
    ["a wall with few edges, now this sharp and now that", { sharpness: seen(0.8, [10, 20, 0.4]), detail: seen(2) }],
    ["a camera that turns to a wall and stays", { detail: seen(2, [10, 50, 1]) }],
    [
      "a camera that turns to a wall and back",
      { detail: seen(2).map((value, at) => value / (1 + 0.1 * Math.max(0, 10 - Math.abs(at - 25)))) },
    ],
    ["key pictures that are coarser than others", { detail: seen(2).map((value, at) => (at % 3 === 2 ? 1 : value)) }],
    ["footage without edges", { sharpness: new Array(50).fill(null) }],
    [
      "a sky with nothing in it, now with more noise and now with less",
      { sharpness: new Array(50).fill(null), detail: seen(0.9, [10, 20, 0.5]) },
    ],
    [
      "somebody who comes before the lens and goes again",
      {
        unlike: seen(0.01).map((share, at) => (at === 10 || at === 17 ? 0.12 : share)),
        likeness: seen(0.9).map((share, at) => (at === 10 || at === 17 ? 0.5 : share)),
      },
    ],
    ["a chance coincidence of edges and blocks", { brokenBlocks: seen(0, [20, 21, 3]) }],
    ["a wall of windows, as regular as blocks", { brokenBlocks: seen(40, [20, 22, 60]), likeBroken: seen(50) }],
  ])("takes %s for what it is", (_what, changes) => {
    expect(found({ picture: picture(changes) })).toEqual([]);
  });

  it("takes pictures that came out wrong far from each other for two defects, and those of two shots, too", () => {
    const twice = { brokenBlocks: seen(0).map((_, at) => (at === 10 || at === 30 ? 40 : 0)) };
    expect(found({ picture: picture(twice) })).toHaveLength(2);
    const shots = {
      brokenBlocks: seen(0).map((_, at) => (at === 10 || at === 20 ? 40 : 0)),
      ...cutAt(15),
    };
    expect(found({ picture: picture(shots) })).toHaveLength(2);
  });

  it.each<[string, readonly number[]]>([
    ["never quiet", seen(0.02)],
    ["restless for longer than key pictures are apart", seen(0.002, [4, 35, 0.02])],
    ["quiet between them and what moves", seen(0.002, [10, 13, 0.02]).map((share, at) => (at === 27 ? 0.02 : share))],
  ])("lets broken blocks end where they are seen last in footage that is %s", (_what, unlike) => {
    expect(found({ picture: picture({ unlike: [...unlike], brokenBlocks: seen(0, [18, 21, 8]) }) })).toEqual([
      ["blockiness", 3600, 4000, "minor"],
    ]);
  });

  it("takes a shot that is softer than another for one that is in focus", () => {
    const softer = { sharpness: seen(0.92, [15, 25, 0.52]), ...cutAt(15) };
    const unlike = softer.unlike.map((share, at) => (at === 25 ? 0.6 : share));
    const likeness = softer.likeness.map((alike, at) => (at === 25 ? 0.1 : alike));
    expect(found({ picture: picture({ ...softer, unlike, likeness }) })).toEqual([]);
  });

  it("says of a black picture that it is black, not that it stands still or is blurred, and of its silence as well", () => {
    const black = picture({
      highlights: seen(200, [10, 30, 16]),
      speckled: seen(0, [30, 31, 0.1]),
      change: seen(12, [11, 30, 0]),
      sharpness: seen(0.8, [10, 30, 0.1]),
    });
    expect(found({ picture: black, sound: sound({ level: heard(-25, [20, 60, -120]) }) })).toEqual([
      ["black", 2000, 6000, "critical"],
      ["silence", 2000, 6000, "major"],
    ]);
  });

  it("goes on with a freeze over the key pictures that an encoder touches up", () => {
    const change = seen(12, [11, 30, 0.1]).map((value, at) => (at === 20 ? 4 : value));
    expect(found({ picture: picture({ change }) })).toEqual([["freeze", 2000, 6000, "major"]]);
  });

  it.each<[string, Partial<MeasuredSound>, unknown[]]>([
    ["too quiet", { energy: heard(energyOf(-52)) }, [["loudness", 0, 10_000, "major"]]],
    ["too loud", { energy: heard(energyOf(-5)) }, [["loudness", 0, 10_000, "minor"]]],
    ["peaks that distort", { truePeak: 1.34 }, [["loudness", 0, 10_000, "minor"]]],
    ["quiet, with silence that does not count", { energy: heard(energyOf(-38), [0, 90, 0]) }, []],
    ["as a recording is", { energy: heard(energyOf(-30)), truePeak: 0.94 }, []],
  ])("judges the loudness of the whole: %s", (_what, changes, expected) => {
    expect(found({ sound: sound(changes) })).toEqual(expected);
  });

  it.each<[string, [number, number], [number, number], unknown[][]]>([
    ["begin and end together", [0, 10_000], [0, 9900], []],
    ["end apart", [0, 10_000], [0, 9400], [["drift", 9400, 10_000, "major"]]],
    ["begin apart", [0, 10_000], [300, 10_000], [["drift", 0, 300, "minor"]]],
  ])(
    "compares picture and sound of the original, which %s",
    (_what, [videoStart, videoEnd], [start, end], expected) => {
      const base = technical();
      const original = technical({
        video: videoTrack({ startMs: videoStart, endMs: videoEnd }),
        audio: base.audio && { ...base.audio, startMs: start, endMs: end },
      });
      expect(found({}, original)).toEqual(expected);
    },
  );

  it("finds one defect where it goes on from one range into the next, and gates loudness by all of them", () => {
    const first = { picture: picture({ highlights: seen(200, [35, 50, 16]) }), sound: sound() };
    const second = {
      picture: picture({ highlights: seen(200, [0, 15, 16]) }),
      sound: sound({ energy: heard(energyOf(-60)), truePeak: 0.9 }),
    };
    const { loudness, defects } = checksOf(joined([first, second]), technical());
    expect(defects.map(({ kind, startMs, endMs }) => [kind, startMs, endMs])).toEqual([["black", 7000, 13_000]]);
    // Without the second range's gate it would be -26.
    expect(loudness).toMatchObject({ integratedLufs: -23.1, truePeakDbtp: -0.9 });
  });

  it("counts hours of silence without end", () => {
    const hours = 400_000;
    const silent = sound({ level: new Array(hours).fill(-90), energy: new Array(hours).fill(0) });
    expect(found({ sound: silent, picture: null })).toEqual([["silence", 0, hours * 100, "critical"]]);
  });

  it("orders what it finds by time, and has nothing to say of what is not there", () => {
    const both = {
      picture: picture({ highlights: seen(200, [25, 35, 16]) }),
      sound: sound({ nearFull: heard(0, [5, 9, 0.1]) }),
    };
    const kinds: DefectKind[] = ["clipping", "black"];
    expect(found(both).map(([kind]) => kind)).toEqual(kinds);
    expect(found({ picture: null, sound: null }, technical({ audio: null }))).toEqual([]);
  });
});

describe("the grid of the original's blocks", () => {
  const size = { width: 960, height: 540 };

  it("is scaled with the picture", () => {
    expect(gridOf(videoTrack(), size)).toEqual({ x: { pitch: 8, offset: 0 }, y: { pitch: 8, offset: 0 } });
  });

  it("is counted from another corner when the picture was turned", () => {
    // 1080 rows are 67 blocks and a half: upright, the half one is at the left.
    const turned = gridOf(videoTrack({ rotation: 90 }), { width: 540, height: 960 });
    expect(turned).toEqual({ x: { pitch: 8, offset: 4 }, y: { pitch: 8, offset: 0 } });
  });
});
