import * as functions from "../functions/ingest.ts";
import { corrected } from "./definition.ts";
import { derived } from "./derive.ts";
import { failure, task } from "./task.ts";

const { choice, parallel } = sst.aws.StepFunctions;

const failed = failure(functions.fail);

const finish = task("Finish", functions.finish, { timeout: "2 minutes" }).catch(failed);

const make = derived().catch(failed);

const reject = task("Reject", functions.reject, {
  timeout: "2 minutes",
  payload: { reason: "{% $states.input.reason %}" },
}).catch(failed);

const inspect = task("Inspect", functions.inspect, { timeout: "6 minutes" });

const admit = task("Admit", functions.admit, {
  timeout: "2 minutes",
  payload: { inspection: "{% $states.input[1] %}" },
}).catch(failed);

const link = task("Link", functions.finish, {
  timeout: "2 minutes",
  payload: { linkedTo: "{% $states.input[0].linkedTo %}" },
}).catch(failed);

/** `Busy`: the same bytes are being worked on for another asset. Asked again until that has come to its end. */
const fingerprint = task("Fingerprint", functions.fingerprint, { timeout: "16 minutes" }).retry({
  ...{ errors: ["Busy"], interval: "2 seconds", backoffRate: 1.2, maxDelay: "30 seconds", maxAttempts: 10_000 },
});

/** To inspect a file takes a few of its bytes, to know it all of them: what it is is found out meanwhile. */
const look = parallel({ name: "Look" }).branch(fingerprint).branch(inspect).catch(failed);

make.next(finish);
admit
  .next(choice({ name: "IsAdmitted" }))
  .when("{% $states.input.admitted %}", make)
  .otherwise(reject);
look
  .next(choice({ name: "IsKnown" }))
  .when("{% $states.input[0].outcome = 'linked' %}", link)
  .otherwise(admit);

/** From an original that arrived to an asset that is ready, rejected, or failed with a reason. It only delegates. */
export const ingest = new sst.aws.StepFunctions("Ingest", { definition: look, transform: corrected() });
