import { createSubjects } from "@openauthjs/openauth/subject";
import { Person } from "@videoflow/core/access/operator.schema";

/** What an access token says of its bearer. */
export const subjects = createSubjects({ operator: Person });

/** Programs that may ask for tokens: the web app, and the command line. */
export const CLIENTS = ["web", "cli"];
