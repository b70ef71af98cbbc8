import { runAsContainer } from "../container.ts";

/** The steps that the Renderer's container can do, and has the rights for; which of them it is asked for, the workflows say. */
await runAsContainer({ LongUnit: () => import("./unit.ts") });
