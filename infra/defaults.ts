import { narrow } from "./workflows/role.ts";

/**
 * Links give names, never rights: SST's own would give `s3:*`, `dynamodb:*` and so on. Rights are stated per function, with
 * the grants of grants.ts. Has to be imported before anything is made.
 */
sst.Linkable.wrap(sst.aws.Bucket, (bucket) => ({ properties: { name: bucket.name } }));
sst.Linkable.wrap(sst.aws.Dynamo, (table) => ({ properties: { name: table.name } }));
sst.Linkable.wrap(sst.aws.Queue, (queue) => ({ properties: { url: queue.url } }));
sst.Linkable.wrap(sst.aws.Bus, (bus) => ({ properties: { name: bus.name } }));
sst.Linkable.wrap(sst.aws.StepFunctions, (workflow) => ({ properties: { arn: workflow.arn } }));
sst.Linkable.wrap(sst.aws.ApiGatewayV2, (api) => ({ properties: { url: api.url } }));
sst.Linkable.wrap(sst.aws.Auth, (auth) => ({ properties: { url: auth.url } }));
sst.Linkable.wrap(sst.aws.Function, (fn) => ({ properties: { name: fn.name } }));
sst.Linkable.wrap(sst.aws.Task, (task) => ({
  properties: { cluster: task.cluster, taskDefinition: task.taskDefinition },
}));

/** The same machine for every function; the ffmpeg layer is built for it. */
$transform(sst.aws.Function, (args) => {
  args.runtime = "nodejs24.x";
  args.architecture = "arm64";
  args.logging = { retention: "1 month", format: "json" };
});

$transform(aws.iam.Role, (args) => {
  args.inlinePolicies = $output(args.inlinePolicies ?? []).apply((policies) =>
    policies.flatMap(({ policy, ...inline }) => {
      if (!policy) return [inline];
      const narrowed = narrow(policy);
      return narrowed === undefined ? [] : [{ ...inline, policy: narrowed }];
    }),
  );
});
