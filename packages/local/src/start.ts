import path from "node:path";
import type { Cloud, Journal, Keys, Place } from "./cloud.ts";
import { apiGatewayDeployer } from "./deploy/apigateway.ts";
import { dynamoDbDeployer } from "./deploy/dynamodb.ts";
import { dynamoDbItemsDeployer } from "./deploy/dynamodb-items.ts";
import { ecsDeployer } from "./deploy/ecs.ts";
import { eventsDeployer } from "./deploy/events.ts";
import { lambdaDeployer } from "./deploy/lambda.ts";
import { logsDeployer } from "./deploy/logs.ts";
import { mediaConvertDeployer } from "./deploy/mediaconvert.ts";
import { Reconciler } from "./deploy/reconcile.ts";
import { s3Deployer } from "./deploy/s3.ts";
import { s3VectorsDeployer } from "./deploy/s3vectors.ts";
import { sqsDeployer } from "./deploy/sqs.ts";
import { statesDeployer } from "./deploy/states.ts";
import { fillSecrets } from "./graph/placeholders.ts";
import type { Graph } from "./graph/resources.ts";
import { Access } from "./iam/access.ts";
import { KeyRing } from "./iam/keys.ts";
import { Roles } from "./iam/roles.ts";
import { type IdentityClient, IdentityProvider } from "./identity/provider.ts";
import type { Principal } from "./service.ts";
import { createApiGateway } from "./services/apigateway/service.ts";
import { createBedrock } from "./services/bedrock/service.ts";
import { createDynamoDb } from "./services/dynamodb/service.ts";
import { createEcs } from "./services/ecs/service.ts";
import { createEvents } from "./services/events/service.ts";
import { FunctionUrls } from "./services/functionurl/function-urls.ts";
import { createLambda } from "./services/lambda/service.ts";
import { createLogs } from "./services/logs/service.ts";
import type { JobLimits } from "./services/mediaconvert/jobs/limits.ts";
import { createMediaConvert } from "./services/mediaconvert/service.ts";
import { createRekognition } from "./services/rekognition/service.ts";
import { createS3 } from "./services/s3/service.ts";
import { createS3Vectors } from "./services/s3vectors/service.ts";
import { createSqs } from "./services/sqs/service.ts";
import { createStates } from "./services/states/service.ts";
import { createTranscribe } from "./services/transcribe/service.ts";
import { Agenda } from "./state/agenda.ts";
import { Bell } from "./state/bell.ts";
import { Database } from "./state/database.ts";
import { lockStage } from "./state/stage-lock.ts";
import { stageSecret } from "./state/stage-secret.ts";
import { Dispatcher, newRequestId } from "./wire/dispatcher.ts";
import { Wire } from "./wire/server.ts";

export const ACCOUNT = "000000000000";
export const REGION = "us-east-1";
const OPERATOR: Principal = { kind: "operator" };

export interface CloudOptions {
  readonly app: string;
  readonly stage: string;
  /** The project whose handlers run. */
  readonly root: string;
  /** Where this stage's state lives; made when it does not exist. */
  readonly directory: string;
  /** Port to listen on; 0 takes any free one. */
  readonly port: number;
  readonly journal: Journal;
  /** The graph to serve, with the endpoint filled in; called again by `redeploy`. */
  readonly graph: (place: Place) => Promise<Graph>;
  /** Values of the graph's secrets, by name; one that is missing has the default that infra gives it, or is an error. */
  readonly secrets?: (identity: IdentityClient) => Readonly<Record<string, string>>;
  /** How long a transcode may take; default generous. */
  readonly jobLimits?: JobLimits | undefined;
}

export interface RunningCloud {
  readonly cloud: Cloud;
  readonly place: Place;
  /** The operator's keys: may do everything on this stage. */
  readonly keys: Keys;
  /** What is served, with every value filled in. */
  graph(): Graph;
  /** Reads the graph again and brings the services to it. */
  redeploy(): Promise<Graph>;
  /** Ends in order: no new work, running work ends or is left to the next start, everything on disk. */
  stop(): Promise<void>;
  /** Drops everything at once, as if the process had been killed. For tests of what survives. */
  kill(): void;
}

/**
 * Starts the cloud of one stage. Read from top to bottom, this is what there is. Throws StageBusyError, and what goes wrong
 * while the port is taken or the graph is deployed; then neither stage nor port are held.
 */
export async function startCloud(options: CloudOptions): Promise<RunningCloud> {
  const { journal, directory } = options;
  // What is taken is given back in reverse order, when the cloud stops as when it cannot start.
  await using taken = new AsyncDisposableStack();
  const lock = lockStage(directory);
  taken.defer(() => lock.release());

  // State: a database, one more for what is logged, durable work, wake-ups.
  const database = new Database(path.join(directory, "state.sqlite"));
  taken.defer(() => database.close());
  const logDatabase = new Database(path.join(directory, "logs.sqlite"));
  taken.defer(() => logDatabase.close());
  const bell = new Bell();
  const agenda = new Agenda(database, (entry, error) => journal.error("agenda.retry", error, { ...entry }));
  taken.defer(() => agenda.stop());

  // Who may do what.
  const keys = new KeyRing(database, stageSecret(directory));
  const roles = new Roles();
  const access = new Access(roles, policyOf);
  const dispatcher = new Dispatcher(database, access);

  let endpoint = "";
  const place: Place = {
    app: options.app,
    stage: options.stage,
    account: ACCOUNT,
    region: REGION,
    root: options.root,
    directory,
    endpoint: () => endpoint,
  };
  const cloud: Cloud = {
    place,
    database,
    agenda,
    bell,
    journal,
    credentialsOf: (principal) => keys.issue(principal),
    authorize: (principal, permissions) => {
      for (const permission of permissions) access.check(principal, permission);
    },
    call: <Output>(
      principal: Principal,
      service: string,
      operation: string,
      input: object,
      signal = new AbortController().signal,
    ) => {
      const call = { principal, requestId: newRequestId(), headers: {}, inside: true as const, signal };
      return dispatcher.dispatch(dispatcher.service(service), operation, input, call) as Promise<Output>;
    },
  };

  // The services. What one needs of another inside this process is handed over here; all else goes through `cloud.call`.
  const logs = createLogs(cloud, logDatabase);
  const s3 = createS3(cloud);
  const sqs = createSqs(cloud);
  const dynamodb = createDynamoDb(cloud);
  const events = createEvents(cloud);
  const lambda = createLambda(cloud, logs);
  const states = createStates(cloud);
  const ecs = createEcs(cloud, logs, (taskArn) => states.taskStopped(taskArn));
  const mediaconvert = createMediaConvert(cloud, s3, options.jobLimits);
  const s3vectors = createS3Vectors(cloud);
  const bedrock = createBedrock(cloud);
  const rekognition = createRekognition(s3);
  const transcribe = createTranscribe(cloud, s3);
  const gateway = createApiGateway(cloud);
  const urls = new FunctionUrls(cloud);
  taken.defer(() => urls.close());
  const identity = new IdentityProvider(place, database);
  const services = [
    ...[logs, s3, sqs, dynamodb, events, lambda, ecs, states, mediaconvert],
    ...[s3vectors, bedrock, rekognition, transcribe],
  ];
  for (const service of services) dispatcher.add(service);
  taken.defer(async () => {
    await Promise.all(services.map((service) => service.stop?.()));
  });

  function policyOf(resourceArn: string) {
    const name = resourceArn.split(":")[2] ?? "";
    return services.find((service) => service.name === name)?.policyOf?.(resourceArn);
  }

  // The one endpoint.
  const wire = new Wire({
    dispatcher,
    keys,
    journal,
    own: {
      "execute-api": (request, response) => gateway.handle(request, response),
      identity: (request, response) => identity.handle(request, response),
      health: (_request, response) => void response.end("ok"),
    },
    crossOrigin: (request) => s3.crossOrigin(request),
  });
  taken.defer(() => wire.close());
  endpoint = `http://127.0.0.1:${await wire.listen(options.port)}`;

  // The resources: policies first, since whatever is applied after them may act at once.
  const reconciler = new Reconciler(database, journal, [
    roles.deployer(),
    logsDeployer(logs),
    s3Deployer(s3),
    dynamoDbDeployer(dynamodb),
    dynamoDbItemsDeployer(cloud),
    sqsDeployer(sqs),
    eventsDeployer(events),
    lambdaDeployer(lambda, urls),
    ecsDeployer(ecs),
    statesDeployer(states),
    mediaConvertDeployer(mediaconvert),
    s3VectorsDeployer(s3vectors),
    apiGatewayDeployer(gateway),
  ]);
  const redeploy = async () => {
    const graph = await options.graph(place);
    const secrets = { ...defaultsOf(graph), ...options.secrets?.(identity.client) };
    const whole = await urls.locate(fillSecrets(graph, secrets));
    await reconciler.apply(whole);
    return whole;
  };
  let served = await redeploy();

  // Go: what the last process left is taken up, and requests are let in.
  agenda.start();
  for (const service of services) service.start?.();
  wire.open();
  urls.open();

  const running = taken.move();
  return {
    cloud,
    place,
    keys: keys.issue(OPERATOR),
    graph: () => served,
    async redeploy() {
      served = await redeploy();
      return served;
    },
    stop: () => running.disposeAsync(),
    kill() {
      database.abandon();
      logDatabase.abandon();
      void wire.close();
      void urls.close();
      void agenda.stop();
      for (const service of services) void service.stop?.();
      lock.release();
    },
  };
}

function defaultsOf({ secrets = {} }: Graph): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([name, given]) => (given.default === undefined ? [] : [[name, given.default]])),
  );
}
