/** What code may do, as statements for `permissions`. None says `*` for an action or for all resources of a kind. */

export const read = (bucket: sst.aws.Bucket, prefix = "") => ({
  actions: ["s3:GetObject"],
  resources: [$interpolate`${bucket.arn}/${prefix}*`],
});

/** Also takes back what was begun: the parts of an upload. */
export const write = (bucket: sst.aws.Bucket, prefix = "") => ({
  actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
  resources: [$interpolate`${bucket.arn}/${prefix}*`],
});

/** Sees which parts of an upload are there. */
export const listParts = (bucket: sst.aws.Bucket, prefix: string) => ({
  actions: ["s3:ListMultipartUploadParts"],
  resources: [$interpolate`${bucket.arn}/${prefix}*`],
});

export const remove = (bucket: sst.aws.Bucket, prefix: string) => ({
  actions: ["s3:DeleteObject"],
  resources: [$interpolate`${bucket.arn}/${prefix}*`],
});

export const tag = (bucket: sst.aws.Bucket, prefix = "") => ({
  actions: ["s3:PutObjectTagging"],
  resources: [$interpolate`${bucket.arn}/${prefix}*`],
});

export const list = (bucket: sst.aws.Bucket) => ({ actions: ["s3:ListBucket"], resources: [bucket.arn] });

export const listUnder = (bucket: sst.aws.Bucket, prefix: string) => ({
  ...list(bucket),
  conditions: [{ test: "StringLike", variable: "s3:prefix", values: [`${prefix}*`] }],
});

/** Everything with items, nothing with the table itself. */
export const use = (table: sst.aws.Dynamo) => ({
  actions: [
    ...["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
    ...["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
  ],
  resources: [table.arn, $interpolate`${table.arn}/index/*`],
});

/** Finds who somebody is, and notes that they were seen. */
export const lookUp = (table: sst.aws.Dynamo) => ({
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"],
  resources: [table.arn, $interpolate`${table.arn}/index/*`],
});

/** What the issuer keeps, in the table that its component makes: it goes by the name that SST will give. */
export const keepSignIns = (table: string) => ({
  actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"],
  resources: [arnOf("dynamodb", `table/${$app.name}-${$app.stage}-${table}Table-*`)],
});

/** Also everything at once: what a rebuild reads and writes in batches. */
export const useInBatches = (table: sst.aws.Dynamo) => ({
  actions: ["dynamodb:Scan", "dynamodb:BatchWriteItem"],
  resources: [table.arn],
});

export const send = (queue: sst.aws.Queue) => ({ actions: ["sqs:SendMessage"], resources: [queue.arn] });

export const publish = (bus: sst.aws.Bus) => ({ actions: ["events:PutEvents"], resources: [bus.arn] });

export const start = (workflow: sst.aws.StepFunctions) => ({
  actions: ["states:StartExecution"],
  resources: [workflow.arn],
});

/** Looks at runs of a workflow: its definition, and what each execution was told and did. */
export const inspect = (workflow: sst.aws.StepFunctions) => [
  { actions: ["states:DescribeStateMachine"], resources: [workflow.arn] },
  { actions: ["states:DescribeExecution", "states:GetExecutionHistory"], resources: [executionsOf(workflow)] },
];

/** Ends runs of a workflow, and takes up again those that failed. */
export const control = (workflow: sst.aws.StepFunctions) => ({
  actions: ["states:StopExecution", "states:RedriveExecution"],
  resources: [executionsOf(workflow)],
});

const executionsOf = (workflow: sst.aws.StepFunctions) =>
  workflow.arn.apply((arn) => `${arn.replace(":stateMachine:", ":execution:")}:*`);

/**
 * Searches the logs of this app's functions and tasks. SST cuts the app's name short where that of a function or a cluster would
 * be too long.
 */
export const searchLogs = () => ({
  actions: ["logs:FilterLogEvents"],
  resources: ["aws/lambda", "sst/cluster"].map((of) =>
    arnOf("logs", `log-group:/${of}/${$app.name.slice(0, 4)}*-${$app.stage}-*`),
  ),
});

/** Counts what is in a queue. */
export const count = (queue: sst.aws.Queue) => ({ actions: ["sqs:GetQueueAttributes"], resources: [queue.arn] });

/** Reads a dead-letter queue, and takes messages out. */
export const drain = (queue: sst.aws.Queue) => ({
  actions: ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"],
  resources: [queue.arn],
});

export const invoke = (fn: sst.aws.Function) => ({ actions: ["lambda:InvokeFunction"], resources: [fn.arn] });

/** Answers for tasks of a workflow that wait to be called back. */
export const answer = (workflow: sst.aws.StepFunctions) => ({
  actions: ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
  resources: [workflow.arn],
});

/** The same for a function that the workflow calls: it cannot name what names it, so it goes by the name that SST will give. */
export const answerTo = (workflow: string) => ({
  actions: ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
  resources: [arnOf("states", `stateMachine:${$app.name}-${$app.stage}-${workflow}StateMachine-*`)],
});

/** Jobs have the name of the workspace for which they listen. */
export const transcribe = () => ({
  actions: ["transcribe:StartTranscriptionJob", "transcribe:GetTranscriptionJob"],
  resources: [arnOf("transcribe", "transcription-job/wsp_*")],
});

/** The ARN of something of this account and region that is not made here. */
const arnOf = (service: string, resource: string) =>
  $interpolate`arn:aws:${service}:${aws.getRegionOutput().region}:${aws.getCallerIdentityOutput().accountId}:${resource}`;

export const transcode = (queue: aws.mediaconvert.Queue, role: aws.iam.Role) => [
  { actions: ["mediaconvert:CreateJob"], resources: [queue.arn] },
  {
    actions: ["iam:PassRole"],
    resources: [role.arn],
    conditions: [{ test: "StringEquals", variable: "iam:PassedToService", values: ["mediaconvert.amazonaws.com"] }],
  },
];

/** Cancels jobs. Their ids are MediaConvert's own, and have nothing in them of the queue that they are in. */
export const cancelJobs = () => ({
  actions: ["mediaconvert:CancelJob"],
  resources: [arnOf("mediaconvert", "jobs/*")],
});

/** The models of Bedrock that a workspace may choose as its judge, themselves and through profiles that span regions. */
export const judge = {
  actions: ["bedrock:InvokeModel"],
  resources: ["amazon.nova-*", "anthropic.claude-*", "meta.llama*", "mistral.*", "qwen.*"].flatMap((models) => [
    `arn:aws:bedrock:*::foundation-model/${models}`,
    $interpolate`arn:aws:bedrock:*:${aws.getCallerIdentityOutput().accountId}:inference-profile/*.${models}`,
  ]),
};

/** Writes and asks vectors. Whoever filters or wants metadata back reads them, too. */
export const keepVectors = (indexes: aws.s3.VectorsIndex[]) => ({
  actions: ["s3vectors:PutVectors", "s3vectors:GetVectors", "s3vectors:DeleteVectors", "s3vectors:QueryVectors"],
  resources: indexes.map(({ indexArn }) => indexArn),
});

/** Asks vectors. A filter, or metadata that is to come back, needs the right to read them as well. */
export const askVectors = (indexes: aws.s3.VectorsIndex[]) => ({
  actions: ["s3vectors:QueryVectors", "s3vectors:GetVectors"],
  resources: indexes.map(({ indexArn }) => indexArn),
});

/** Embeds by models, and asks which they are. `models` are ARNs. */
export const embedBy = (models: $util.Output<string>[]) => ({
  actions: ["bedrock:InvokeModel", "bedrock:GetFoundationModel"],
  resources: models,
});

/** Rekognition's operations on pictures have no resources to name; which pictures they may be about is said by `read`. */
export const look = {
  actions: ["rekognition:DetectLabels", "rekognition:DetectFaces", "rekognition:DetectText"],
  resources: ["*"],
};
