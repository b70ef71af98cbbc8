import { describe, expect, it } from "vitest";
import { billOf, byService } from "./bill.ts";

describe("a bill", () => {
  it.each([
    ["lambda.gbSeconds", 1, 13_333],
    ["lambda.requests", 1, 200],
    ["states.transitions", 40, 1_000_000],
    ["mediaconvert.sd30", 2, 15_000_000],
    ["transcribe.seconds", 60, 24_000_000],
    ["rekognition.images", 3, 3_000_000],
    ["bedrock.inputTokens/amazon.titan-embed-text-v2:0", 1000, 20_000],
    ["bedrock.outputTokens/us.amazon.nova-lite-v1:0", 1000, 240_000],
    ["bedrock.inputTokens/us.anthropic.claude-haiku-4-5-20251001-v1:0", 1000, 1_100_000],
    ["bedrock.inputTokens/global.anthropic.claude-haiku-4-5-20251001-v1:0", 1000, 1_000_000],
    ["s3.reads", 1, 400],
  ])("charges %s: %d of it are %d billionths of a dollar", (item, quantity, nanoUsd) => {
    expect(billOf({ [item]: quantity })).toMatchObject({ nanoUsd, lines: [{ item, quantity, nanoUsd }] });
  });

  it("is the sum of its lines, dearest first, and what is kept costs by the month", () => {
    const bill = billOf({ "lambda.requests": 3, "transcribe.seconds": 15, "s3.keptBytes": 2 ** 30 });
    expect(bill.lines.map(({ service }) => service)).toEqual(["Transcribe", "Lambda"]);
    expect(bill).toMatchObject({ nanoUsd: 6_000_600, keptBytes: 2 ** 30, monthlyNanoUsd: 23_000_000 });
  });

  it("says of a model that it does not know what was used, and no price", () => {
    const bill = billOf({ "bedrock.inputTokens/acme.model": 10, "lambda.requests": 1 });
    expect(bill.nanoUsd).toBe(200);
    expect(bill.lines.at(-1)).toMatchObject({ service: "Bedrock", quantity: 10, nanoUsd: null });
  });

  it("is summed by service", () => {
    const bills = [billOf({ "s3.reads": 1, "s3.writes": 1 }), billOf({ "lambda.requests": 1 })];
    expect(byService(bills)).toEqual([
      { service: "S3", nanoUsd: 5400 },
      { service: "Lambda", nanoUsd: 200 },
    ]);
  });
});
