import type {
  CreateStateMachineInput,
  DeleteStateMachineInput,
  DescribeStateMachineInput,
  ListStateMachinesInput,
  UpdateStateMachineInput,
  ValidateStateMachineDefinitionInput,
} from "@aws-sdk/client-sfn";
import { arn, type Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import { operation } from "../../../service.ts";
import type { MachineType } from "../definition/checks.ts";
import { validate } from "../definition/validate.ts";
import type { Machine } from "../store/machines.ts";
import type { Store } from "../store/store.ts";
import { checkArn, checkName, findMachine, invalid } from "./check.ts";
import { pageOf, pageSize, readMark } from "./paging.ts";
import { tagsOf } from "./tags.ts";

const MOST_BYTES = 1_048_576;
const isName = (mark: unknown): mark is string => typeof mark === "string";

/** State machines: create, change, describe, list, delete, and the check of a definition alone. */
export function machineOperations({ place }: Cloud, { machines, ...store }: Store) {
  const of = (action: string) => (input: { stateMachineArn?: string | undefined }) => [
    { action: `states:${action}`, resource: input.stateMachineArn ?? "*" },
  ];
  return {
    CreateStateMachine: operation({
      permissions: ({ name }: CreateStateMachineInput) => [
        { action: "states:CreateStateMachine", resource: arn(place, "states", `stateMachine:${name}`) },
      ],
      run(input: CreateStateMachineInput) {
        const name = checkName(input.name);
        const machineArn = arn(place, "states", `stateMachine:${name}`);
        const type = input.type ?? "STANDARD";
        checkDefinition(input.definition, type);
        checkRole(input.roleArn);
        const tags = tagsOf(input.tags);
        const made = { arn: machineArn, name, type, settings: settingsOf(input), tags: JSON.stringify(tags) };
        const known = machines.find(machineArn);
        if (known && !isSame(known, input)) {
          throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${machineArn}'`);
        }
        const machine = known ?? machines.put(made, input.definition as string, input.roleArn as string);
        return { stateMachineArn: machineArn, creationDate: new Date(machine.created_at) };
      },
    }),

    UpdateStateMachine: operation({
      permissions: of("UpdateStateMachine"),
      run(input: UpdateStateMachineInput) {
        const machine = findMachine({ machines, ...store }, input.stateMachineArn);
        const current = machines.revision(machine.revision);
        if (
          input.definition === undefined &&
          input.roleArn === undefined &&
          !input.loggingConfiguration &&
          !input.tracingConfiguration
        ) {
          throw new AwsError(
            "MissingRequiredParameter",
            "Either the definition, the role ARN, the LoggingConfiguration or the TracingConfiguration must be specified",
          );
        }
        if (input.definition !== undefined) checkDefinition(input.definition, machine.type);
        if (input.roleArn !== undefined) checkRole(input.roleArn);
        const settings = JSON.stringify({ ...JSON.parse(machine.settings), ...JSON.parse(settingsOf(input)) });
        const { definition = current.definition, roleArn = current.role_arn } = input;
        const updated = machines.put({ ...machine, settings }, definition, roleArn);
        return { updateDate: new Date(machines.revision(updated.revision).updated_at), revisionId: updated.revision };
      },
    }),

    DescribeStateMachine: operation({
      permissions: of("DescribeStateMachine"),
      run(input: DescribeStateMachineInput) {
        const machine = findMachine({ machines, ...store }, input.stateMachineArn);
        const revision = machines.revision(machine.revision);
        return {
          stateMachineArn: machine.arn,
          name: machine.name,
          status: "ACTIVE",
          definition: revision.definition,
          roleArn: revision.role_arn,
          type: machine.type,
          creationDate: new Date(machine.created_at),
          ...(JSON.parse(machine.settings) as object),
          revisionId: revision.id,
        };
      },
    }),

    ListStateMachines: operation({
      permissions: () => [{ action: "states:ListStateMachines", resource: "*" }],
      run({ maxResults, nextToken }: ListStateMachinesInput) {
        const size = pageSize(maxResults);
        const page = pageOf(machines.list(readMark(nextToken, isName) ?? "", size + 1), size, ({ name }) => name);
        const stateMachines = page.items.map((machine) => ({
          stateMachineArn: machine.arn,
          name: machine.name,
          type: machine.type,
          creationDate: new Date(machine.created_at),
        }));
        return { stateMachines, ...(page.nextToken && { nextToken: page.nextToken }) };
      },
    }),

    DeleteStateMachine: operation({
      permissions: of("DeleteStateMachine"),
      run(input: DeleteStateMachineInput) {
        machines.remove(checkArn(input.stateMachineArn, "stateMachine"));
        return {};
      },
    }),

    ValidateStateMachineDefinition: operation({
      permissions: () => [{ action: "states:ValidateStateMachineDefinition", resource: "*" }],
      run({ definition, type = "STANDARD", maxResults }: ValidateStateMachineDefinitionInput) {
        const found = validate(definition ?? "", type);
        const most = maxResults || 100;
        return {
          result: found.length > 0 ? "FAIL" : "OK",
          diagnostics: found.slice(0, most),
          truncated: found.length > most,
        };
      },
    }),
  };

  function isSame(known: Machine, input: CreateStateMachineInput): boolean {
    const current = machines.revision(known.revision);
    const sameText = current.definition === input.definition && current.role_arn === input.roleArn;
    return sameText && known.type === (input.type ?? "STANDARD") && known.settings === settingsOf(input);
  }
}

/** Throws InvalidDefinition that tells every problem and where it is. */
export function checkDefinition(definition: string | undefined, type: MachineType): void {
  if (definition === undefined || definition.length > MOST_BYTES) {
    throw new AwsError(
      "InvalidDefinition",
      `Invalid State Machine Definition: it must be JSON text of at most ${MOST_BYTES} bytes`,
    );
  }
  const found = validate(definition, type);
  if (found.length === 0) return;
  const problems = found.map(({ code, message, location }) => `${code}: ${message} at ${location}`).join(", ");
  throw new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${problems}'`);
}

function checkRole(roleArn: string | undefined): void {
  if (!roleArn) throw invalid("A state machine needs the ARN of a role in 'roleArn'");
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+/.test(roleArn)) {
    throw new AwsError("InvalidArn", `Invalid Role Arn: '${roleArn}'`);
  }
}

/** Logging and tracing are kept and described; nothing is logged or traced by them here. */
function settingsOf({
  loggingConfiguration,
  tracingConfiguration,
}: Pick<UpdateStateMachineInput, "loggingConfiguration" | "tracingConfiguration">): string {
  return JSON.stringify({
    ...(loggingConfiguration && { loggingConfiguration }),
    ...(tracingConfiguration && { tracingConfiguration }),
  });
}
