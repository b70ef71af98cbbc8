import { idSchema } from "../id.ts";

export const CutId = idSchema("cut");
