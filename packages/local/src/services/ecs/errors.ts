import { AwsError } from "../../error.ts";

export const clusterNotFound = (): AwsError => new AwsError("ClusterNotFoundException", "Cluster not found.");
export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);
export const clientError = (message: string): AwsError => new AwsError("ClientException", message);

/** What keeps a task from starting: it stops with this as its reason, in ECS's words for the kind of trouble. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";

  constructor(kind: "CannotStartContainerError" | "ResourceInitializationError", message: string) {
    super(`${kind}: ${message}`);
  }
}
