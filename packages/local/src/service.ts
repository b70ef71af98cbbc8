import type { IncomingHttpHeaders } from "node:http";
import type { PolicyDocument } from "./iam/policy.ts";
import type { Codec } from "./wire/codec.ts";
import type { SealedBody } from "./wire/sealed-body.ts";

/**
 * Who makes a call.
 * `operator`  the owner of this stage, as the AWS CLI with the stage's root keys; may do everything
 * `role`      code that runs with a role: a function, a state machine, a MediaConvert job
 * `service`   an AWS service that acts for a resource (S3 delivering a notification); needs the target's resource policy
 */
export type Principal =
  | { readonly kind: "operator" }
  | { readonly kind: "role"; readonly arn: string; readonly session: string }
  | { readonly kind: "service"; readonly service: string; readonly sourceArn: string };

/** One thing a call must be allowed to do: an IAM action on a resource ARN, with condition keys where they matter. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What an operation knows of its call besides its input. `body` is the raw payload where the codec streams it (S3). */
export interface Call {
  readonly principal: Principal;
  readonly requestId: string;
  readonly headers: IncomingHttpHeaders;
  readonly body?: SealedBody;
  /** Set when a service of this process calls: what it holds ends with the process. */
  readonly inside?: true;
  /** Aborts when the client has gone: long polls and downloads end early. */
  readonly signal: AbortSignal;
}

/**
 * One operation of an AWS API. Inputs and outputs have the shapes of the SDK's command inputs and outputs.
 * `permissions` is asked before `run`; what `run` writes is on disk before the answer leaves (the wire flushes).
 */
export interface Operation<Input = never, Output = unknown> {
  permissions(input: Input): Permission[];
  run(input: Input, call: Call): Output | Promise<Output>;
}

/** Declares an operation with its types inferred from the SDK's own command types. */
export const operation = <Input, Output>(definition: Operation<Input, Output>): Operation<Input, Output> => definition;

/** An AWS service on this machine. One folder in `services/` each; `service.ts` there makes it. */
export interface Service {
  /** The name in a signature's credential scope: `s3`, `dynamodb`, `states`, `events`, `logs`. */
  readonly name: string;
  /** How its requests are read and its answers written. */
  readonly codec: Codec;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own types; the codec gives it what they say
  readonly operations: Readonly<Record<string, Operation<any, any>>>;
  /** The resource policy of one of its resources, if it has one (bucket policy, queue policy, function permissions). */
  policyOf?(resourceArn: string): PolicyDocument | undefined;
  /** Resolves when what it wrote is on disk. Only of a service that does not write to the stage's database. */
  flushed?(): Promise<void>;
  /** Takes up what the last process left. Called once, after the resources are deployed. */
  start?(): void;
  /** Ends deliveries and children; resolves when nothing runs any more. */
  stop?(): Promise<void>;
}
