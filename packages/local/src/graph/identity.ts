import { STAND_IN_ENDPOINT } from "./placeholders.ts";

const ACCOUNT = "000000000000";
const REGION = "us-east-1";

/** Images are built by a deploy only. */
const IMAGE_DIGEST = `sha256:${"0".repeat(64)}`;

type Inputs = Record<string, unknown>;

/** What AWS would answer for a created resource: its id and the outputs that other resources refer to. */
export interface Identity {
  readonly id: string;
  readonly outputs: Inputs;
}

const arnOf = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** By Pulumi type, for the types whose ARNs or URLs have a form of their own. */
const identities: Record<string, (name: string, inputs: Inputs, logicalName: string) => Identity> = {
  "aws:s3/bucket:Bucket": (name) => ({
    id: name,
    outputs: {
      bucket: name,
      arn: `arn:aws:s3:::${name}`,
      bucketDomainName: `${name}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
      region: REGION,
    },
  }),
  "aws:s3/vectorsVectorBucket:VectorsVectorBucket": (_name, inputs) => {
    const vectorBucketArn = arnOf("s3vectors", `bucket/${inputs.vectorBucketName}`);
    return { id: vectorBucketArn, outputs: { vectorBucketArn } };
  },
  "aws:s3/vectorsIndex:VectorsIndex": (_name, inputs) => {
    const indexArn = arnOf("s3vectors", `bucket/${inputs.vectorBucketName}/index/${inputs.indexName}`);
    return { id: indexArn, outputs: { indexArn } };
  },
  "aws:sqs/queue:Queue": (name) => {
    const url = `${STAND_IN_ENDPOINT}/${ACCOUNT}/${name}`;
    return { id: url, outputs: { arn: arnOf("sqs", name), url } };
  },
  "aws:dynamodb/table:Table": (name) => {
    const arn = arnOf("dynamodb", `table/${name}`);
    return { id: name, outputs: { arn, streamArn: `${arn}/stream/2020-01-01T00:00:00.000` } };
  },
  "aws:lambda/function:Function": (name) => {
    const arn = arnOf("lambda", `function:${name}`);
    const invokeArn = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`;
    return { id: name, outputs: { arn, invokeArn, qualifiedArn: `${arn}:$LATEST`, version: "$LATEST" } };
  },
  "aws:lambda/functionUrl:FunctionUrl": (_name, _inputs, logicalName) => {
    const urlId = logicalName.toLowerCase();
    return { id: urlId, outputs: { urlId, functionUrl: `https://${urlId}.lambda-url.${REGION}.on.aws/` } };
  },
  "aws:lambda/layerVersion:LayerVersion": (name, inputs) => {
    const arn = arnOf("lambda", `layer:${inputs.layerName ?? name}:1`);
    return { id: arn, outputs: { arn } };
  },
  "aws:iam/role:Role": (name) => ({ id: name, outputs: { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } }),
  "aws:iam/policy:Policy": (name) => {
    const arn = `arn:aws:iam::${ACCOUNT}:policy/${name}`;
    return { id: arn, outputs: { arn } };
  },
  "aws:sfn/stateMachine:StateMachine": (name) => {
    const arn = arnOf("states", `stateMachine:${name}`);
    return { id: arn, outputs: { arn } };
  },
  "aws:cloudwatch/eventBus:EventBus": (name) => ({ id: name, outputs: { arn: arnOf("events", `event-bus/${name}`) } }),
  "aws:cloudwatch/eventRule:EventRule": (name, inputs) => {
    const bus = inputs.eventBusName && inputs.eventBusName !== "default" ? `${inputs.eventBusName}/` : "";
    return { id: name, outputs: { arn: arnOf("events", `rule/${bus}${name}`) } };
  },
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({ id: name, outputs: { arn: arnOf("logs", `log-group:${name}`) } }),
  "aws:mediaconvert/queue:Queue": (name) => ({ id: name, outputs: { arn: arnOf("mediaconvert", `queues/${name}`) } }),
  "aws:ecs/cluster:Cluster": (name) => {
    const arn = arnOf("ecs", `cluster/${name}`);
    return { id: arn, outputs: { arn } };
  },
  "aws:ecs/taskDefinition:TaskDefinition": (_name, { family }) => {
    const arn = arnOf("ecs", `task-definition/${family}:1`);
    return { id: String(family), outputs: { arn, arnWithoutRevision: arn.replace(/:1$/, ""), revision: 1 } };
  },
  "docker-build:index:Image": (name) => ({ id: name, outputs: { digest: IMAGE_DIGEST } }),
  "aws:apigatewayv2/api:Api": (_name, _inputs, logicalName) => {
    const id = logicalName.toLowerCase();
    const outputs = {
      arn: `arn:aws:apigateway:${REGION}::/apis/${id}`,
      apiEndpoint: `${STAND_IN_ENDPOINT}/_aws/execute-api/${id}`,
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${id}`,
    };
    return { id, outputs };
  },
  "aws:cloudfront/distribution:Distribution": (_name, _inputs, logicalName) => {
    const domainName = `${logicalName.toLowerCase()}.cloudfront.net`;
    return {
      id: logicalName,
      outputs: { arn: `arn:aws:cloudfront::${ACCOUNT}:distribution/${logicalName}`, domainName, etag: "etag" },
    };
  },
  "aws:apigatewayv2/integration:Integration": (_name, _inputs, logicalName) => ({ id: logicalName, outputs: {} }),
  "aws:apigatewayv2/authorizer:Authorizer": (_name, _inputs, logicalName) => ({ id: logicalName, outputs: {} }),
};

/** Id and outputs of a resource as AWS would form them for this account, so that references resolve to real ARNs. */
export function identify(type: string, logicalName: string, inputs: Inputs): Identity {
  const name = String(inputs.name ?? inputs.bucket ?? logicalName);
  const known = identities[type]?.(name, inputs, logicalName);
  if (known) return { id: known.id, outputs: { name, ...inputs, ...known.outputs } };
  const [, service = "", kind = ""] = /^[^:]+:([^/:]+)[^:]*:(.+)$/.exec(type) ?? [];
  const arn = arnOf(service, `${kind.toLowerCase()}/${name}`);
  // Members that SST's components read of the resources that are not served here (CDN, DNS): their form does not matter.
  const domainName = `${name.toLowerCase()}.invalid`;
  return { id: name, outputs: { name, ...inputs, arn, domainName, etag: "etag", base64: "AAAA", hex: "00" } };
}

/** Answers of the data sources that SST's components ask. An unknown one is an error: a guess would end up in the lock. */
export function answer(token: string, inputs: Inputs): Inputs {
  switch (token) {
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return policyDocument(inputs);
    case "aws:index/getRegion:getRegion":
      return { region: REGION, name: REGION, id: REGION };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, userId: ACCOUNT };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: ["a", "b", "c"].map((zone) => REGION + zone), zoneIds: ["1", "2", "3"] };
    case "aws:iot/getEndpoint:getEndpoint":
      return { endpointAddress: "iot.invalid", endpointType: inputs.endpointType, id: "iot" };
    case "aws:ecr/getAuthorizationToken:getAuthorizationToken":
      return { userName: "AWS", password: "none", proxyEndpoint: "https://ecr.invalid", id: "ecr" };
    default:
      throw new Error(`The synthesis asked for ${token}, which graph/identity.ts does not answer`);
  }
}

interface LooseStatement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: string[];
  readonly resources?: string[];
  readonly principals?: { type: string; identifiers: string[] }[];
  readonly conditions?: { test: string; variable: string; values: string[] }[];
}

/** The document that IAM's own data source renders from Pulumi's form of it. */
function policyDocument(inputs: Inputs): Inputs {
  const statements = (inputs.statements ?? []) as LooseStatement[];
  // Of none, the data source gives none back, by which SST leaves the policy out.
  const { statements: _, ...rest } = inputs;
  const document = {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
      ...(sid && { Sid: sid }),
      Effect: effect?.toLowerCase() === "deny" ? "Deny" : "Allow",
      ...(principals?.length && {
        Principal: principals.some(({ type }) => type === "*")
          ? "*"
          : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
      }),
      Action: actions ?? [],
      Resource: resources ?? [],
      ...(conditions?.length && { Condition: conditionsOf(conditions) }),
    })),
  };
  return { ...rest, ...(statements.length > 0 && { statements }), json: JSON.stringify(document) };
}

function conditionsOf(conditions: NonNullable<LooseStatement["conditions"]>): Record<string, Record<string, string[]>> {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) byTest[test] = { ...byTest[test], [variable]: values };
  return byTest;
}
