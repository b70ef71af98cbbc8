import { CustomAttributeType, Entity } from "electrodb";
import { config, key, stamps } from "../table.ts";

/** How long each step of a run took, by its name; a fan-out has one of each of its steps. */
export interface Sample {
  readonly runId: string;
  readonly durationsMs: Readonly<Record<string, readonly number[]>>;
}

/** primary  how long the steps of a workflow take as a rule, with footage about as long: those of its last runs */
export const UsualEntity = new Entity(
  {
    model: { service: "videoflow", entity: "usual", version: "1" },
    attributes: {
      workspaceId: { type: "string", required: true, readOnly: true },
      workflow: { type: "string", required: true, readOnly: true },
      /** About how long the footage is (length-of.ts). */
      length: { type: "string", required: true, readOnly: true },
      samples: { type: CustomAttributeType<Sample[]>("any"), required: true },
      ...stamps,
    },
    indexes: { primary: key(["workspaceId", "workflow"], ["length"]) },
  },
  config,
);
