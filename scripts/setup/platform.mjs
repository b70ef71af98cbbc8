// Brings the code of SST's components before a command needs it, while other things are being installed.
import { installPlatform } from "@videoflow/local/graph/platform";
import { root, say } from "./step.mjs";

await installPlatform(root, say);
