import { AwsError } from "../../../error.ts";

/** An event pattern that says nothing that can be matched. */
export class InvalidPattern extends AwsError {
  constructor(reason: string) {
    super("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);
  }
}
