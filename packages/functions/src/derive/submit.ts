import { Submission, submit } from "@videoflow/core/derivative/transcode";
import { job } from "../lambda.ts";

/** Orders the one job that makes proxy, audio and frames with one decode. */
export const handler = job(Submission, submit);
