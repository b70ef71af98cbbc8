import { AwsError } from "../../error.ts";

export const invalid = (message: string): AwsError => new AwsError("ValidationException", message, 400);

/** A model that this machine does not have. What the caller can do about it is what matters. */
export const notServed = (modelId: string): AwsError =>
  new AwsError(
    "AccessDeniedException",
    `You don't have access to the model ${modelId}: this machine serves amazon.titan-embed-text-v2:0 and nothing else of ` +
      "Bedrock. For judgement choose the engine `rules`, or configure an OpenAI-compatible endpoint such as Ollama.",
    403,
  );

export const modelFailed = (message: string): AwsError => new AwsError("ModelErrorException", message, 424);
export const modelTimedOut = (message: string): AwsError => new AwsError("ModelTimeoutException", message, 408);
export const unknownModel = (modelId: string): AwsError =>
  new AwsError("ResourceNotFoundException", `The foundation model ${modelId} is not known here.`, 404);
