import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that this command belongs to. */
export const root = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));
