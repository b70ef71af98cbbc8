import type { Resource } from "../graph/resources.ts";
import type { DeployedMachine, States } from "../services/states/service.ts";
import type { Deployer } from "./deployer.ts";

interface MachineInputs {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: DeployedMachine["type"];
  readonly loggingConfiguration?: {
    readonly level?: string;
    readonly includeExecutionData?: boolean;
    readonly logDestination?: string;
  };
  readonly tracingConfiguration?: { readonly enabled?: boolean };
  readonly tags?: Readonly<Record<string, string>>;
}

/** State machines. A changed one gets a new revision: running executions go on with the definition they started with. */
export function statesDeployer(states: States): Deployer {
  return {
    types: ["aws:sfn/stateMachine:StateMachine"],

    apply({ inputs }: Resource<MachineInputs>) {
      const { name, definition, roleArn, type = "STANDARD", tags = {} } = inputs;
      states.putMachine({ name, definition, roleArn, type, tags, settings: settingsOf(inputs) });
    },

    remove({ inputs }: Resource<MachineInputs>) {
      states.removeMachine(inputs.name);
    },
  };
}

/** As DescribeStateMachine tells them. */
function settingsOf({ loggingConfiguration: logging, tracingConfiguration }: MachineInputs): object {
  const destination = logging?.logDestination && { cloudWatchLogsLogGroup: { logGroupArn: logging.logDestination } };
  return {
    ...(logging && {
      loggingConfiguration: {
        level: logging.level ?? "OFF",
        includeExecutionData: logging.includeExecutionData ?? false,
        ...(destination && { destinations: [destination] }),
      },
    }),
    ...(tracingConfiguration && { tracingConfiguration }),
  };
}
