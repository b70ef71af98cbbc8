import { describe, expect, it } from "vitest";
import type { Scene } from "../scene/scene.schema.ts";
import { fit, LONGEST_TEXT, sceneText } from "./scene-text.ts";

const scene: Scene = {
  index: 0,
  startMs: 0,
  endMs: 4000,
  shots: { from: 0, to: 1 },
  description: "A woman stands on a bridge.",
  evidence: [],
  speech: { from: 0, to: 3, text: "the river\n is rising ", confidence: 0.9, quotable: true },
  labels: [
    { name: "person", confidence: 0.9 },
    { name: "boat", confidence: 0.49 },
    { name: "bridge", confidence: 0.5 },
  ],
  people: 1,
  faces: 1,
  texts: ["LIVE", "Flood in the valley"],
  colours: [],
  defects: [],
  posterFrame: 0,
};

describe("the text of a scene", () => {
  it("says what is described, spoken, surely seen, and written", () => {
    expect(sceneText(scene)).toBe(
      "A woman stands on a bridge. the river is rising. person, bridge. LIVE. Flood in the valley.",
    );
  });

  it("says no more than there is", () => {
    expect(sceneText({ ...scene, speech: null, labels: [], texts: [] })).toBe("A woman stands on a bridge.");
  });
});

describe("a text that is too long", () => {
  it("ends with a sentence", () => {
    const text = "Waves roll in. ".repeat(1000);
    const cut = fit(text);
    expect(cut.isCut).toBe(true);
    expect(cut.text.length).toBeGreaterThan(LONGEST_TEXT - 20);
    expect(cut.text.length).toBeLessThanOrEqual(LONGEST_TEXT);
    expect(cut.text.endsWith("Waves roll in.")).toBe(true);
  });

  it("ends with a word where there are no sentences, and anywhere where there are no words", () => {
    expect(fit("waves ".repeat(2000)).text.endsWith(" waves")).toBe(true);
    expect(fit("x".repeat(9000)).text).toHaveLength(LONGEST_TEXT);
  });

  it("is left alone when it is not", () => {
    expect(fit("Short.")).toEqual({ text: "Short.", isCut: false });
  });
});
