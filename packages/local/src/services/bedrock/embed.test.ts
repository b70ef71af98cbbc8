import { BedrockClient, GetFoundationModelCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, describe, expect, it } from "vitest";
import { startTestCloud } from "../../testing.ts";

const cloud = await startTestCloud();
const client = new BedrockRuntimeClient({ ...cloud.clientConfig, requestHandler: new NodeHttpHandler() });
afterAll(() => cloud.stop());

const TITAN = "amazon.titan-embed-text-v2:0";
const invoke = (body: unknown, modelId = TITAN) =>
  client.send(new InvokeModelCommand({ modelId, body: typeof body === "string" ? body : JSON.stringify(body) }));

async function embed(inputText: string): Promise<{ embedding: number[]; inputTextTokenCount: number }> {
  const { body } = await invoke({ inputText, dimensions: 512 });
  return JSON.parse(body.transformToString());
}

const cosine = (one: number[], other: number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] as number), 0);

describe("Titan's embeddings", () => {
  it("have 512 numbers, length 1, and are nearer for texts that mean the same", async () => {
    const [dog, puppy, budget] = await Promise.all(
      ["A dog runs along the beach", "A puppy plays in the sand by the sea", "The parliament votes on taxes"].map(
        embed,
      ),
    );
    if (!dog || !puppy || !budget) throw new Error("An answer is missing");
    expect(dog.embedding).toHaveLength(512);
    expect(Math.hypot(...dog.embedding)).toBeCloseTo(1, 6);
    expect(dog.inputTextTokenCount).toBeGreaterThan(4);
    expect(cosine(dog.embedding, puppy.embedding)).toBeGreaterThan(cosine(dog.embedding, budget.embedding) + 0.1);
  });

  it("are the same whether a text comes alone or among a hundred", async () => {
    const texts = Array.from({ length: 100 }, (_, index) => `Scene ${index}: people walk through a market in the rain`);
    const among = await Promise.all(texts.map(embed));
    const alone = await embed(texts[57] as string);
    expect(cosine(alone.embedding, among[57]?.embedding ?? [])).toBeGreaterThan(0.99999);
    expect(cosine(alone.embedding, among[3]?.embedding ?? [])).toBeLessThan(0.9999);
  });

  it("cover a long text to its end", async () => {
    const rain = "It rains on the empty square. ".repeat(60);
    const whole = await embed(`${rain}${"A choir sings in the cathedral. ".repeat(60)}`);
    const half = await embed(rain);
    const choir = await embed("A choir sings in the cathedral.");
    expect(cosine(whole.embedding, choir.embedding)).toBeGreaterThan(cosine(half.embedding, choir.embedding) + 0.1);
  });

  it.each([
    ["no text", { dimensions: 512 }, /inputText must be a text/],
    ["an empty text", { inputText: " ", dimensions: 512 }, /inputText must be a text/],
    ["50,001 characters", { inputText: "x".repeat(50_001), dimensions: 512 }, /more than 50000/],
    ["256 dimensions", { inputText: "x", dimensions: 256 }, /gives 512 only/],
    ["Titan's default of 1,024 dimensions", { inputText: "x" }, /dimensions is 1024; .* gives 512 only/],
    ["raw lengths", { inputText: "x", dimensions: 512, normalize: false }, /length 1 only/],
    ["bits", { inputText: "x", dimensions: 512, embeddingTypes: ["binary"] }, /float only/],
    [
      "a member that there is not",
      { inputText: "x", dimensions: 512, temperature: 1 },
      /extraneous key \[temperature\]/,
    ],
    ["what is no JSON", "{", /must be a JSON object/],
  ])("are refused for %s", async (_what, body, message) => {
    await expect(invoke(body)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(message),
    });
  });
});

it("tells which model stands for Titan", async () => {
  const bedrock = new BedrockClient(cloud.clientConfig);
  const { modelDetails } = await bedrock.send(new GetFoundationModelCommand({ modelIdentifier: TITAN }));
  expect(modelDetails).toMatchObject({
    modelId: TITAN,
    modelName: "Universal Sentence Encoder Lite 0.2.0, with essence",
  });
  await expect(bedrock.send(new GetFoundationModelCommand({ modelIdentifier: "x.y" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

it("refuses models that it does not have, and says what to do", async () => {
  const messages = [{ role: "user" as const, content: [{ text: "Hello" }] }];
  for (const call of [
    () => invoke({ prompt: "Hello" }, "anthropic.claude-sonnet-4-5-20250929-v1:0"),
    () => client.send(new ConverseCommand({ modelId: "anthropic.claude-sonnet-4-5-20250929-v1:0", messages })),
  ]) {
    await expect(call()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringMatching(/claude-sonnet.*`rules`.*OpenAI-compatible endpoint/),
    });
  }
});
