import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { isFresh, LOCK_FILE, type Lock } from "@videoflow/local/graph/lock";
import { synthText } from "@videoflow/local/graph/synth";
import { makeTypes } from "@videoflow/local/graph/types";
import { describe, expect, it } from "vitest";
import { LAYER_ARCHIVE } from "./ffmpeg-build.ts";

const root = path.resolve(import.meta.dirname, "..");
const text = readFileSync(path.join(root, LOCK_FILE), "utf8");
const lock = JSON.parse(text) as Lock;

// biome-ignore lint/suspicious/noExplicitAny: inputs are those of Pulumi's AWS provider
const of = (type: string): { name: string; inputs: any }[] =>
  lock.resources.filter((resource) => resource.type === type) as never;

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());

/** Every statement of every role, with the role's logical name. */
const statements = of("aws:iam/role:Role").flatMap(({ name, inputs }) =>
  ((inputs.inlinePolicies ?? []) as { policy: string }[]).flatMap(({ policy }) =>
    (JSON.parse(policy).Statement as Statement[]).map((statement) => ({ role: name, ...statement })),
  ),
);

describe("the lock", () => {
  it("is what SST's components make of infra now, to the byte, twice", async () => {
    expect(isFresh(root)).toBe(true);
    expect(await synthText(root)).toBe(text);
    expect(await synthText(root)).toBe(text);
  });

  it("gives sst-env.d.ts", () => {
    expect(readFileSync(path.join(root, "sst-env.d.ts"), "utf8")).toBe(makeTypes(lock.links));
  });

  it("names no machine and no stage", () => {
    expect(text).not.toMatch(/zzstage|zz\.invalid|127\.0\.0\.1|\/home\/|\/root\/|"(PATH|HOME|USER)"/);
    expect(text).not.toContain(root);
  });
});

describe("buckets", () => {
  const all = of("aws:s3/bucket:Bucket").map(({ name, inputs }) => ({ name, bucket: inputs.bucket as string }));
  /** Files of the web app's build: CloudFront's, and nothing of the product is in it. */
  const ofWeb = "WebAssetsBucket";
  const buckets = all.filter(({ name }) => name !== ofWeb);
  const policyOf = (bucket: string | undefined) =>
    JSON.parse(of("aws:s3/bucketPolicy:BucketPolicy").find(({ inputs }) => inputs.bucket === bucket)?.inputs.policy)
      .Statement as Statement[];

  it("are the product's three, and one with the web app's files", () => {
    expect(all.map(({ name }) => name)).toEqual(["InputBucket", "MediaBucket", "OutputBucket", ofWeb]);
  });

  it.each(all)("$name blocks public access", ({ bucket }) => {
    const block = of("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").find(
      ({ inputs }) => inputs.bucket === bucket,
    );
    expect(block?.inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it.each(buckets)("$name is encrypted", ({ bucket }) => {
    const types = /^aws:s3\/bucketServerSideEncryptionConfiguration/;
    const encryption = lock.resources.find(({ type, inputs }) => types.test(type) && inputs.bucket === bucket);
    expect(JSON.stringify(encryption?.inputs)).toMatch(/AES256|aws:kms/);
  });

  it.each(buckets)("$name refuses plain HTTP and grants nobody anything by policy", ({ bucket }) => {
    const parsed = policyOf(bucket);
    expect(parsed.every(({ Effect }) => Effect === "Deny")).toBe(true);
    expect(JSON.stringify(parsed)).toContain("aws:SecureTransport");
  });

  it("let CloudFront alone read the web app's files, and refuse plain HTTP", () => {
    const bucket = all.find(({ name }) => name === ofWeb)?.bucket;
    const [allowed, ...others] = policyOf(bucket);
    expect(allowed).toMatchObject({
      Effect: "Allow",
      Principal: { Service: ["cloudfront.amazonaws.com"] },
      Action: ["s3:GetObject"],
      Resource: [`arn:aws:s3:::${bucket}/*`],
    });
    expect(others.every(({ Effect }) => Effect === "Deny")).toBe(true);
    expect(JSON.stringify(others)).toContain("aws:SecureTransport");
    expect(
      of("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration").map(({ inputs }) => inputs.bucket),
    ).not.toContain(bucket);
  });

  it.each(buckets)("$name has a lifecycle", ({ bucket }) => {
    const lifecycle = lock.resources.find(
      ({ type, inputs }) => type.includes("bucketLifecycleConfiguration") && inputs.bucket === bucket,
    );
    expect(JSON.stringify(lifecycle?.inputs)).toContain("abortIncompleteMultipartUpload");
  });
});

describe("queues", () => {
  const queues = of("aws:sqs/queue:Queue");
  const deadLetterArns = new Set(queues.flatMap(({ inputs }) => deadLetterOf(inputs) ?? []));
  const asynchronous = [
    ...of("aws:cloudwatch/eventTarget:EventTarget").flatMap(({ inputs }) => inputs.deadLetterConfig?.arn ?? []),
    ...of("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").flatMap(
      ({ inputs }) => inputs.destinationConfig?.onFailure?.destination ?? [],
    ),
  ];
  for (const arn of asynchronous) deadLetterArns.add(arn);

  it.each(queues.map(({ name, inputs }) => ({ name, inputs })))("$name has or is a dead-letter queue", ({ inputs }) => {
    const arn = `arn:aws:sqs:us-east-1:000000000000:${inputs.name}`;
    expect(deadLetterOf(inputs) !== undefined || deadLetterArns.has(arn)).toBe(true);
  });

  it("keep a message invisible for six times as long as its function may run", () => {
    for (const { inputs } of of("aws:lambda/eventSourceMapping:EventSourceMapping")) {
      const queue = queues.find((candidate) => inputs.eventSourceArn?.endsWith(`:${candidate.inputs.name}`));
      const lambda = of("aws:lambda/function:Function").find((candidate) =>
        inputs.functionName?.includes(candidate.inputs.name),
      );
      if (queue) expect(queue.inputs.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * lambda?.inputs.timeout);
    }
  });

  it("take what EventBridge cannot deliver", () => {
    for (const { name, inputs } of of("aws:cloudwatch/eventTarget:EventTarget")) {
      expect(inputs.deadLetterConfig?.arn, name).toBeDefined();
    }
  });
});

describe("functions", () => {
  const functions = of("aws:lambda/function:Function");

  it.each(functions)("$name states timeout, memory and runtime", ({ inputs }) => {
    expect(inputs).toMatchObject({
      timeout: expect.any(Number),
      memorySize: expect.any(Number),
      runtime: "nodejs24.x",
    });
  });

  const written = Object.entries(lock.functions).filter(([, { prebuilt }]) => !prebuilt);

  it.each(written)("%s has a handler that exists", (_name, { handler }) => {
    const [, file = "", exported = ""] = /^(.*)\.([^.]+)$/.exec(handler) ?? [];
    expect(existsSync(path.join(root, `${file}.ts`))).toBe(true);
    expect(readFileSync(path.join(root, `${file}.ts`), "utf8")).toMatch(new RegExp(`export const ${exported}\\b`));
  });

  it("use every handler file", () => {
    const handlers = globSync("packages/functions/src/**/*.ts", { cwd: root })
      .filter((file) => !file.endsWith(".test.ts"))
      .filter((file) => /^export const handler\b/m.test(readFileSync(path.join(root, file), "utf8")));
    const used = written.map(([, { handler }]) => handler.replace(/\.[^.]+$/, ".ts"));
    expect(handlers.sort()).toEqual([...new Set(used)].sort());
  });

  it.each(of("aws:cloudwatch/logGroup:LogGroup"))("$name keeps its logs for a limited time", ({ inputs }) => {
    expect(inputs.retentionInDays).toBeGreaterThan(0);
  });
});

describe("the web app", () => {
  const servers = Object.keys(lock.functions).filter((name) => lock.functions[name]?.prebuilt);
  const physical = servers.map(
    (server) => of("aws:lambda/function:Function").find(({ name }) => name === server)?.inputs.name,
  );

  it("is two functions that a build makes: its server, linked to the API and to who issues its tokens, and its image optimizer", () => {
    expect(servers).toEqual(["WebImageOptimizerFunction", "WebServerUseast1Function"]);
    expect(servers.map((name) => lock.functions[name]?.links)).toEqual([[], ["Api", "Auth"]]);
  });

  it("is called by its own CloudFront distribution, and by nobody else", () => {
    const urls = of("aws:lambda/functionUrl:FunctionUrl").filter(({ name }) => name.startsWith("Web"));
    expect(urls.map(({ inputs }) => inputs.functionName).sort()).toEqual(physical.toSorted());
    for (const { name, inputs } of urls) expect(inputs.authorizationType, name).toBe("AWS_IAM");
    const callers = of("aws:lambda/permission:Permission").filter(({ inputs }) => physical.includes(inputs.function));
    expect(callers.length).toBeGreaterThan(0);
    for (const { name, inputs } of callers) {
      expect(inputs, name).toMatchObject({
        principal: "cloudfront.amazonaws.com",
        sourceArn: expect.stringMatching(/:distribution\/WebCdnDistribution$/),
      });
    }
  });

  it("owns no data: its server has no rights, and nothing but the log is its own", () => {
    const roles = statements.filter(({ role }) => role.startsWith("Web"));
    expect(roles.map(({ role, Action }) => [role, Action])).toEqual([["WebImageOptimizerRole", ["s3:GetObject"]]]);
    const kept = /^aws:(dynamodb|sqs|cloudwatch\/event)/;
    expect(lock.resources.filter(({ type, name }) => name.startsWith("Web") && kept.test(type))).toEqual([]);
  });

  it("is packed by a pinned version of OpenNext", () => {
    const [builder] = of("command:local:Command");
    expect(builder?.inputs.create).toMatch(/^npx --yes @opennextjs\/aws@\d+\.\d+\.\d+ build$/);
  });
});

describe("the API", () => {
  const routes = of("aws:apigatewayv2/route:Route");

  it("has the authorizer decide about every route before a function runs, but for what anybody may know", () => {
    const open = routes.filter(({ inputs }) => inputs.authorizationType !== "CUSTOM");
    expect(open.map(({ inputs }) => inputs.routeKey).sort()).toEqual([
      "GET /health",
      "GET /openapi.json",
      "GET /reference",
      "GET /shares/{token}",
    ]);
    const guarded = routes.filter(({ inputs }) => inputs.authorizationType === "CUSTOM");
    expect(guarded.map(({ inputs }) => inputs.routeKey).sort()).toEqual(
      ["DELETE", "GET", "PATCH", "POST", "PUT"].map((method) => `${method} /{proxy+}`),
    );
    const [authorizer, ...others] = of("aws:apigatewayv2/authorizer:Authorizer");
    expect(others).toEqual([]);
    for (const { inputs } of guarded) expect(inputs.authorizerId).toBe(authorizer?.name);
  });

  it("remembers a decision for half a minute, by the credentials alone", () => {
    expect(of("aws:apigatewayv2/authorizer:Authorizer")[0]?.inputs).toMatchObject({
      ...{ authorizerResultTtlInSeconds: 30, identitySources: ["$request.header.Authorization"] },
      ...{ authorizerType: "REQUEST", enableSimpleResponses: true },
    });
  });
});

describe("signing in", () => {
  const secrets = ["SignInClientId", "SignInClientSecret", "SignInIssuer", "SignInOwner"];

  it("is by the identity provider and for the owner that the stage was told of: secrets, none of which has a default", () => {
    expect(lock.secrets).toEqual(Object.fromEntries(secrets.map((name) => [name, {}])));
    const { type: _, ...provider } = lock.links.SignIn ?? {};
    const { type: __, ...owner } = lock.links.Owner ?? {};
    expect({ ...provider, ...owner }).toEqual({
      clientId: "<secret SignInClientId>",
      clientSecret: "<secret SignInClientSecret>",
      issuer: "<secret SignInIssuer>",
      email: "<secret SignInOwner>",
    });
  });

  it("has nothing on AWS of the way in that a stage on one's own machine has", () => {
    // Its code is in packages/local, which no function imports (biome.json) and no resource, route or variable names.
    expect(text).not.toMatch(/one-time|_aws\/identity|this-machine\.local|packages\/local|\benter\b/i);
    const named = Object.values(lock.functions).map(({ handler }) => handler);
    expect(named.filter((handler) => handler.includes("/auth/")).sort()).toEqual([
      "packages/functions/src/auth/authorize.handler",
      "packages/functions/src/auth/issuer.handler",
    ]);
    const sources = globSync("packages/functions/src/**/*.ts", { cwd: root }).filter(
      (file) => !/test(ing)?\.ts$/.test(file),
    );
    const asking = sources.filter((file) =>
      /packages\/local|@videoflow\/local|_aws\/|one-time/.test(readFileSync(path.join(root, file), "utf8")),
    );
    expect(asking).toEqual([]);
  });

  it("tells who signs in to the issuer alone, and its secret to nobody else", () => {
    const linked = Object.entries(lock.functions).filter(([, { links }]) => links.includes("SignIn"));
    expect(linked.map(([name]) => name)).toEqual(["AuthIssuerFunction"]);
  });

  it("sends browsers back to the web app, and to no other site", () => {
    const returns = of("aws:dynamodb/tableItem:TableItem").map(({ inputs }) => JSON.parse(inputs.item).sk.S);
    expect(returns).toEqual(["https://webcdndistribution.cloudfront.net/auth/callback"]);
  });

  it("has one public address, the issuer's", () => {
    const open = of("aws:lambda/functionUrl:FunctionUrl").filter(
      ({ inputs }) => inputs.authorizationType !== "AWS_IAM",
    );
    expect(open.map(({ name }) => name)).toEqual(["AuthIssuerUrl"]);
  });
});

describe("webhooks", () => {
  it("may call public addresses only, by https, on a deployed stage", () => {
    expect(lock.links.WebhookTargets).toEqual({ type: "sst.sst.Linkable", loopback: false });
  });

  it("are sent by a function that is told so, and can do nothing but keep its log", () => {
    const [name = "", sender] =
      Object.entries(lock.functions).find(([, { handler }]) => /deliver\.handler$/.test(handler)) ?? [];
    expect(sender?.links).toContain("WebhookTargets");
    const role = `${name.replace(/Function$/, "")}Role`;
    const actions = statements.filter((statement) => statement.role === role).flatMap(({ Action }) => list(Action));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^(dynamodb|sqs):/);
  });
});

describe("rights", () => {
  it("name their actions one by one", () => {
    const wide = statements.filter(({ Action }) => list(Action).some((action) => action.includes("*")));
    expect(wide).toEqual([]);
  });

  /** Statements on every resource that SST's own components make, and that cannot be narrower on AWS. */
  const allowed = [
    // Log delivery and tracing have no resources to name.
    /^(logs:(CreateLogDelivery|GetLogDelivery|UpdateLogDelivery|DeleteLogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups))$/,
    /^xray:/,
    // Pictures have no ARN of Rekognition's.
    /^rekognition:Detect(Labels|Faces|Text)$/,
    // The managed rules by which a state machine waits for another one.
    /^events:(PutTargets|PutRule|DescribeRule)$/,
    /^states:(StartExecution|DescribeExecution|StopExecution)$/,
  ];

  it("are on named resources, but for what cannot be", () => {
    const wide = statements
      .filter(({ Effect, Resource }) => Effect === "Allow" && list(Resource).includes("*"))
      .flatMap(({ role, Action }) =>
        list(Action)
          .filter((action) => !allowed.some((rule) => rule.test(action)))
          .map((action) => `${role} ${action}`),
      );
    expect(wide).toEqual([]);
  });

  it("never reach a whole bucket where they write", () => {
    const writes = statements.filter(({ Action }) => list(Action).some((action) => /^s3:(Put|Delete)/.test(action)));
    expect(writes.length).toBeGreaterThan(0);
    for (const { role, Resource } of writes) {
      for (const resource of list(Resource)) expect(resource, role).toMatch(/\/.+/);
    }
  });
});

describe("tasks", () => {
  const definitions = of("aws:ecs/taskDefinition:TaskDefinition");

  it("are one, for what takes longer than a function may", () => {
    expect(definitions.map(({ name }) => name)).toEqual(["RendererTask"]);
    expect(Object.keys(lock.tasks)).toEqual(["RendererTask"]);
  });

  it.each(definitions)("$name runs on Fargate for arm64 and writes one log", ({ inputs }) => {
    expect(inputs).toMatchObject({
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    });
    const [container, ...others] = JSON.parse(inputs.containerDefinitions);
    expect(others).toEqual([]);
    expect(container.logConfiguration.logDriver).toBe("awslogs");
    expect(container.environment).toEqual([
      { name: "VIDEOFLOW_TASK_CPUS", value: String(inputs.cpu / 1024) },
      { name: "VIDEOFLOW_TASK_MEMORY_MB", value: inputs.memory },
    ]);
    const groups = of("aws:cloudwatch/logGroup:LogGroup").map(({ inputs: { name } }) => name);
    const group: string = container.logConfiguration.options["awslogs-group"];
    expect(groups).toContain(group);
    // The API shows it, and finds it by the names of cluster and container.
    const [named] = of("aws:ecs/cluster:Cluster");
    expect(group).toBe(`/sst/cluster/${named?.inputs.name}/${container.name}`);
    const shown = statements.filter(
      ({ role, Action }) => role === "ApiHandlerRole" && list(Action).includes("logs:FilterLogEvents"),
    );
    const patterns = shown.flatMap(({ Resource }) => list(Resource)).map((arn) => arn.split(":log-group:")[1] ?? "");
    expect(patterns.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(group))).toBe(true);
  });

  it("have images of the program that runs in their place on one's own machine, and not as root", () => {
    const [image, ...others] = of("docker-build:index:Image");
    expect(others).toEqual([]);
    // With the ffmpeg of the functions' layer, and what lies beside the code of the function of the same step.
    const install = lock.functions.RenderUnitFunction?.install ?? [];
    const { LETTERING, ...buildArgs } = image?.inputs.buildArgs ?? {};
    expect(buildArgs).toEqual({ FFMPEG: LAYER_ARCHIVE });
    expect(LETTERING.split(" ").map((named: string) => named.replace(/@[^@]+$/, ""))).toEqual(install);
    expect(image?.inputs).toMatchObject({ context: { location: "." }, platforms: ["linux/arm64"] });
    const dockerfile = readFileSync(path.join(root, image?.inputs.dockerfile.location), "utf8");
    expect(dockerfile).toMatch(/^USER node\nENTRYPOINT \["node", "--enable-source-maps", "task.mjs"\]$/m);
    const { scripts } = JSON.parse(readFileSync(path.join(root, "packages/functions/package.json"), "utf8"));
    const [, bundled] = /^esbuild (\S+) .*--outfile=dist\/task\.mjs/.exec(scripts.bundle) ?? [];
    expect(lock.tasks.RendererTask).toMatchObject({ command: `node packages/functions/${bundled}`, directory: "." });
    expect(existsSync(path.join(root, "packages/functions", bundled ?? ""))).toBe(true);
  });

  it("write what leaves the house, and read what that is made of", () => {
    const granted = statements.filter(({ role }) => role === "RendererTaskRole");
    const actions = granted.flatMap(({ Action }) => list(Action));
    expect(actions.filter((action) => !action.startsWith("dynamodb:")).sort()).toEqual([
      ...["s3:AbortMultipartUpload", "s3:GetObject", "s3:GetObject", "s3:PutObject"],
      ...["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"],
    ]);
    const [writes] = granted.filter(({ Action }) => list(Action).includes("s3:PutObject"));
    expect(list(writes?.Resource)).toEqual([expect.stringMatching(/outputbucket-\w+\/wsp_\*\/cut_\*+$/)]);
    // What starts them pulls the image and writes the log, by AWS's own policy, and reads no secrets.
    expect(statements.filter(({ role }) => role === "RendererExecutionRole")).toEqual([]);
  });

  it("cost nothing by the hour while none runs, and let nobody in", () => {
    const paid = /^aws:(ec2\/(natGateway|eip|instance|vpcEndpoint)|lb\/|ecs\/service|alb\/)/;
    expect(lock.resources.filter(({ type }) => paid.test(type))).toEqual([]);
    const groups = lock.resources.filter(({ type }) => /^aws:ec2\/.*ecurityGroup:/.test(type));
    expect(groups.map(({ name }) => name)).toEqual(["NetworkSecurityGroup"]);
    expect(groups[0]?.inputs.ingress).toMatchObject([{ cidrBlocks: ["10.0.0.0/16"] }]);
  });
});

describe("re-embedding", () => {
  it("gives the right to embed, and to write vectors, to the two functions that fill, and no more than the table to others", () => {
    const services = new Map<string, Set<string>>();
    for (const { role, Action } of statements.filter(({ role }) => /^Reembed.+Role$/.test(role))) {
      const known = services.get(role) ?? new Set();
      for (const action of list(Action)) known.add(action.slice(0, action.indexOf(":")));
      services.set(role, known);
    }
    const filling = ["dynamodb", "s3", "s3vectors", "bedrock"];
    expect(Object.fromEntries([...services].map(([role, known]) => [role, [...known]]))).toEqual({
      ReembedScanRole: ["dynamodb"],
      ReembedFillRole: filling,
      ReembedVerifyRole: filling,
      ReembedSwitchOverRole: ["dynamodb"],
      // They tell the bucket the run's history, and the world how it ended.
      ReembedFinishRole: ["dynamodb", "s3", "events"],
      ReembedFailRole: ["dynamodb", "s3", "events"],
    });
  });

  it("reaches every index that is declared, as searches do", () => {
    const declared = of("aws:s3/vectorsIndex:VectorsIndex").map(({ inputs }) => inputs.indexName as string);
    for (const role of ["ReembedFillRole", "ReembedVerifyRole", "UnderstandEmbedRole", "ApiHandlerRole"]) {
      const [vectors] = statements.filter((one) => one.role === role && list(one.Action)[0]?.startsWith("s3vectors:"));
      expect(
        list(vectors?.Resource).map((arn) => arn.slice(arn.lastIndexOf("/") + 1)),
        role,
      ).toEqual(declared);
    }
  });

  it("lets the new index serve only after every batch was filled and verified, and every step's failure is noted", () => {
    const machine = of("aws:sfn/stateMachine:StateMachine").find(({ name }) => name === "ReembedStateMachine");
    const { StartAt, States } = JSON.parse(machine?.inputs.definition);
    const path: string[] = [];
    for (let name = StartAt; name; name = States[name].Next ?? States[name].Choices?.[0].Next) path.push(name);
    expect(path).toEqual(["Scan", "FillAll", "VerifyAll", "IsWhole", "Switch", "Finish"]);
    expect(States.IsWhole).toMatchObject({
      Choices: [{ Condition: "{% $states.input.broken = 0 %}" }],
      Default: "Incomplete",
    });
    for (const name of path.filter((step) => step !== "IsWhole"))
      expect(States[name].Catch, name).toEqual([
        expect.objectContaining({ ErrorEquals: ["States.ALL"], Next: "Fail" }),
      ]);
  });
});

function deadLetterOf(inputs: { redrivePolicy?: string }): string | undefined {
  return inputs.redrivePolicy ? JSON.parse(inputs.redrivePolicy).deadLetterTargetArn : undefined;
}
