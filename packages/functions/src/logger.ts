import { Logger } from "@aws-lambda-powertools/logger";

/** One logger for all functions. Events have dotted names; ids are fields. */
export const logger = new Logger({ serviceName: "videoflow" });
