import { describe, expect, it } from "vitest";
import { Scene } from "./scene.schema.ts";
import { scenesOf } from "./scenes.ts";
import { materialFor, shotsOf, spoken, visionOf } from "./testing.ts";

const spans = (scenes: readonly { startMs: number; endMs: number }[]) =>
  scenes.map(({ startMs, endMs }) => [startMs, endMs]);

describe("scenes", () => {
  it("hold shots together that show the same, and part those that do not", () => {
    const scenes = scenesOf(
      materialFor({
        durationMs: 20_000,
        shots: shotsOf(5000, 5000, 10_000),
        vision: visionOf(
          { atMs: 0, labels: { Car: 0.9, Truck: 0.6 }, colour: "#808080" },
          { atMs: 6000, labels: { Car: 0.8 }, colour: "#888888" },
          { atMs: 12_000, labels: { Dog: 0.9 }, colour: "#20a020" },
        ),
      }),
    );
    expect(spans(scenes)).toEqual([
      [0, 10_000],
      [10_000, 20_000],
    ]);
    expect(scenes[0]).toMatchObject({ shots: { from: 0, to: 2 }, description: "Car and truck.", posterFrame: 0 });
    expect(scenes[1]).toMatchObject({ shots: { from: 2, to: 3 }, description: "Dog." });
  });

  it("are held together by a sentence that goes on over a cut", () => {
    const material = {
      durationMs: 10_000,
      shots: shotsOf(5000, 5000),
      vision: visionOf({ atMs: 0, labels: { Car: 0.9 } }, { atMs: 6000, labels: { Dog: 0.9 } }),
    };
    const silent = scenesOf(materialFor(material));
    const talking = scenesOf(
      materialFor({ ...material, transcript: spoken("we go on talking while the picture changes to a dog", 3000) }),
    );
    expect([silent.length, talking.length]).toEqual([2, 1]);
  });

  it("cut a long talk in one shot where the speaker pauses", () => {
    const one = spoken("this is the first half of a long talk", 26_000);
    const two = spoken("and this is the second half", 33_000);
    const words = [...one.words, ...two.words];
    const scenes = scenesOf(
      materialFor({ durationMs: 90_000, shots: shotsOf(90_000), transcript: { ...one, words, durationMs: 90_000 } }),
    );
    expect(scenes.length).toBeGreaterThan(1);
    expect(scenes[0]?.endMs).toBeGreaterThan(one.words.at(-1)?.endMs ?? 0);
    expect(scenes[0]?.endMs).toBeLessThan(two.words[0]?.startMs ?? 0);
  });

  it("have a line of text once, however it was read from frame to frame", () => {
    const [scene] = scenesOf(
      materialFor({
        durationMs: 8000,
        shots: shotsOf(8000),
        vision: visionOf(
          { atMs: 0, texts: ["Night windows", "Harbour"] },
          { atMs: 2000, texts: ["Night windovs"] },
          { atMs: 4000, texts: ["Night windows"] },
        ),
      }),
    );
    expect(scene?.texts).toEqual(["Night windows", "Harbour"]);
  });

  it("say only what rests on a frame or on words", () => {
    const [scene] = scenesOf(
      materialFor({
        durationMs: 8000,
        shots: shotsOf(8000),
        vision: visionOf({ atMs: 0, people: 2, labels: { Car: 0.7, Bird: 0.35 }, texts: ["CITY HALL"] }),
        transcript: spoken("good evening from the city hall", 1000),
      }),
    );
    expect(scene?.description).toBe(
      "2 people and car. Text in the picture: “CITY HALL”. Said: “good evening from the city hall”",
    );
    expect(scene?.evidence).toEqual([
      { kind: "frame", index: 0, atMs: 0, seen: "2 people" },
      { kind: "frame", index: 0, atMs: 0, seen: "car" },
      { kind: "frame", index: 0, atMs: 0, seen: "text “CITY HALL”" },
      { kind: "words", from: 0, to: 6, text: "good evening from the city hall" },
    ]);
    expect(scene?.labels.map(({ name }) => name)).toEqual(["Person", "Car", "Bird"]);
  });

  it("never quote what was not understood well", () => {
    const [scene] = scenesOf(
      materialFor({ durationMs: 8000, transcript: spoken("their see tea hall is burning", 1000, 0.4) }),
    );
    expect(scene?.description).toBe("Speech that was not understood well enough to quote.");
    expect(scene?.speech).toMatchObject({ text: "their see tea hall is burning", quotable: false });
  });

  it.each([
    ["neither picture nor speech", materialFor({ durationMs: 5000 })],
    ["one frame", materialFor({ durationMs: 40, shots: shotsOf(40), vision: visionOf({ atMs: 0 }) })],
    ["no length at all", materialFor({ durationMs: 0 })],
  ])("are one for footage with %s", (_what, material) => {
    const scenes = scenesOf(material);
    expect(scenes).toHaveLength(1);
    expect(Scene.safeParse(scenes[0]).success).toBe(true);
  });

  it("follow each other without gaps, whatever the cuts are, also over ten hours", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const lengths = Array.from({ length: 5000 }, () => 200 + Math.floor(random() ** 3 * 60_000));
    const durationMs = lengths.reduce((sum, length) => sum + length, 0);
    const labels = ["Car", "Dog", "Boat", "Chair"];
    let at = 0;
    const seen = lengths.map((length) => {
      const sight = { atMs: at, labels: { [labels[Math.floor(random() * 4)] as string]: 0.5 + random() / 2 } };
      at += length;
      return sight;
    });
    const scenes = scenesOf(materialFor({ durationMs, shots: shotsOf(...lengths), vision: visionOf(...seen) }));
    expect(scenes[0]?.startMs).toBe(0);
    expect(scenes.at(-1)?.endMs).toBe(durationMs);
    for (const [index, scene] of scenes.slice(1).entries()) expect(scene.startMs).toBe(scenes[index]?.endMs);
    for (const { startMs, endMs } of scenes) expect(endMs - startMs).toBeLessThanOrEqual(64_000);
    expect(Math.min(...scenes.map(({ startMs, endMs }) => endMs - startMs))).toBeGreaterThanOrEqual(2000);
  });
});
