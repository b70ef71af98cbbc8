/**
 * List prices of AWS, on demand, without free tiers and discounts for volume, in US dollars. They change: compare them with their
 * sources before a budget rests on them.
 */
export const PRICES_OF = {
  region: "us-east-1",
  asOf: "2025-11-01",
  sources: [
    "https://aws.amazon.com/lambda/pricing/",
    "https://aws.amazon.com/fargate/pricing/",
    "https://aws.amazon.com/step-functions/pricing/",
    "https://aws.amazon.com/mediaconvert/pricing/",
    "https://aws.amazon.com/transcribe/pricing/",
    "https://aws.amazon.com/rekognition/pricing/",
    "https://aws.amazon.com/bedrock/pricing/",
    "https://aws.amazon.com/s3/pricing/",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
  ],
};

export interface Price {
  readonly service: string;
  /** What is counted, for people. */
  readonly unit: string;
  readonly usd: number;
  /** So many of the unit cost `usd`. */
  readonly per: number;
}

const price = (service: string, unit: string, usd: number, per = 1): Price => ({ service, unit, usd, per });

/** MediaConvert's basic tier, single pass AVC. A picture of less than 720 lines is SD; more than 30 frames a second cost half as much again. */
const transcoding = {
  "mediaconvert.sd30": price("MediaConvert", "minutes, SD to 30 fps", 0.0075),
  "mediaconvert.sd60": price("MediaConvert", "minutes, SD to 60 fps", 0.01125),
  "mediaconvert.frames": price("MediaConvert", "minutes of frames", 0.0075),
  "mediaconvert.audio": price("MediaConvert", "minutes of sound", 0.003),
};

/**
 * By the id of the model, for a million tokens: `[input, output]`. A profile of a group of regions has a line of its own where it costs
 * more: a tenth, since Claude 4.5.
 */
const TOKENS: Readonly<Record<string, readonly [input: number, output: number]>> = {
  "amazon.titan-embed-text-v2:0": [0.02, 0],
  "amazon.nova-micro-v1:0": [0.035, 0.14],
  "amazon.nova-lite-v1:0": [0.06, 0.24],
  "amazon.nova-pro-v1:0": [0.8, 3.2],
  "anthropic.claude-3-haiku-20240307-v1:0": [0.25, 1.25],
  "anthropic.claude-3-5-haiku-20241022-v1:0": [0.8, 4],
  "anthropic.claude-haiku-4-5-20251001-v1:0": [1, 5],
  "us.anthropic.claude-haiku-4-5-20251001-v1:0": [1.1, 5.5],
  "anthropic.claude-sonnet-4-5-20250929-v1:0": [3, 15],
  "us.anthropic.claude-sonnet-4-5-20250929-v1:0": [3.3, 16.5],
};

const tokens = Object.entries(TOKENS).flatMap(([model, [input, output]]) => [
  [`bedrock.inputTokens/${model}`, price("Bedrock", `input tokens, ${model}`, input, 1_000_000)] as const,
  [`bedrock.outputTokens/${model}`, price("Bedrock", `output tokens, ${model}`, output, 1_000_000)] as const,
]);

export const PRICES: ReadonlyMap<string, Price> = new Map<string, Price>([
  // On arm64, as every function of infra/defaults.ts.
  ["lambda.gbSeconds", price("Lambda", "GB-seconds", 13.3334, 1_000_000)],
  ["lambda.requests", price("Lambda", "requests", 0.2, 1_000_000)],
  // On arm64, too; an hour's price.
  ["fargate.cpuSeconds", price("Fargate", "seconds of a core", 0.03238, 3600)],
  ["fargate.gbSeconds", price("Fargate", "GB-seconds", 0.00356, 3600)],
  ["states.transitions", price("Step Functions", "state transitions", 25, 1_000_000)],
  ...Object.entries(transcoding),
  ["transcribe.seconds", price("Transcribe", "seconds", 0.024, 60)],
  ["rekognition.images", price("Rekognition", "images, one for each question", 1, 1000)],
  ...tokens,
  // PUT, COPY, POST and LIST; then GET and HEAD. Deleting is free.
  ["s3.writes", price("S3", "writing requests", 5, 1_000_000)],
  ["s3.reads", price("S3", "reading requests", 0.4, 1_000_000)],
  ["dynamodb.writeUnits", price("DynamoDB", "write units", 0.625, 1_000_000)],
  ["dynamodb.readUnits", price("DynamoDB", "read units", 0.125, 1_000_000)],
]);

/** S3 Standard, for a gigabyte and month. S3 counts in powers of two. */
export const KEPT = { item: "s3.keptBytes", usd: 0.023, per: 2 ** 30 } as const;
