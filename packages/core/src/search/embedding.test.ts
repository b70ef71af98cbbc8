import { afterAll, describe, expect, it } from "vitest";
import { startTestStage } from "../testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { embed, embeddingModel } = await import("./embedding.ts");

const model = { id: "amazon.titan-embed-text-v2:0", dimensions: 512 };

describe("embedding", () => {
  it("gives a vector a text, in the order of the texts", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `Take ${index} of a singer on a stage`);
    const vectors = await embed(texts, model);
    expect(vectors).toHaveLength(40);
    const [again] = await embed([texts[17] as string], model);
    const nearest = vectors
      .map((vector, index) => ({
        index,
        likeness: vector.reduce((sum, value, at) => sum + value * (again?.[at] ?? 0), 0),
      }))
      .sort((a, b) => b.likeness - a.likeness)[0];
    expect(nearest?.index).toBe(17);
  });

  it("gives nothing for nothing", async () => {
    expect(await embed([], model)).toEqual([]);
  });

  it("refuses an empty text", async () => {
    await expect(embed(["A dog.", " \n"], model)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("Text 1 of 2"),
    });
  });

  it("fails for a model that is not there, with the service's own reason", async () => {
    await expect(embed(["A dog."], { id: "other.model", dimensions: 512 })).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it("knows what answers, not only what it is called by", async () => {
    expect(await embeddingModel()).toEqual({
      ...model,
      name: "EnergeticAI Universal Sentence Encoder Lite 0.2.0, with essence",
    });
  });
});
