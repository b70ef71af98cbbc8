import { AwsError } from "../error.ts";

const CODE = "ServiceException";

/** What is told to those who ask for a function while the cloud ends. */
export const stopping = (): AwsError =>
  new AwsError(CODE, "The cloud is stopping; what was accepted goes on at its next start.", 500);

/** Whether a function was not run since the cloud ends: nobody's failure. */
export const isStopping = (error: unknown): boolean => error instanceof AwsError && error.code === CODE;
