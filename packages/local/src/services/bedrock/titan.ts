import { invalid } from "./errors.ts";

export const TITAN = "amazon.titan-embed-text-v2:0";
/** What the model on this machine gives; Titan itself has 256 and 1,024 too. */
const DIMENSIONS = 512;
const LONGEST_TEXT = 50_000;

/** What stands for Titan here, as GetFoundationModel tells it: whoever keeps vectors can tell them from Titan's own. */
export const SERVED = {
  modelName: "Universal Sentence Encoder Lite 0.2.0, with essence",
  providerName: "EnergeticAI",
} as const;

export interface TitanRequest {
  readonly inputText: string;
}

/**
 * Reads the body of a request for an embedding. Throws ValidationException.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html
 */
export function readRequest(body: Uint8Array | undefined): TitanRequest {
  const { inputText, dimensions = 1024, normalize = true, embeddingTypes = ["float"], ...others } = parseBody(body);
  const [unknown] = Object.keys(others);
  if (unknown) throw invalid(`Malformed input request: extraneous key [${unknown}] is not permitted.`);
  if (typeof inputText !== "string" || inputText.trim() === "") {
    throw invalid("Malformed input request: inputText must be a text that is not empty.");
  }
  if (inputText.length > LONGEST_TEXT) {
    throw invalid(`Malformed input request: inputText has ${inputText.length} characters, more than ${LONGEST_TEXT}.`);
  }
  if (dimensions !== DIMENSIONS) {
    throw invalid(`dimensions is ${dimensions}; the model on this machine gives ${DIMENSIONS} only: ask for them.`);
  }
  if (normalize !== true)
    throw invalid("normalize is false; the model on this machine gives vectors of length 1 only.");
  if (!Array.isArray(embeddingTypes) || embeddingTypes.length !== 1 || embeddingTypes[0] !== "float") {
    throw invalid(`embeddingTypes is ${JSON.stringify(embeddingTypes)}; the model on this machine gives float only.`);
  }
  return { inputText };
}

function parseBody(body: Uint8Array | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body ?? []).toString("utf8"));
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid("Malformed input request: the body must be a JSON object.");
}
