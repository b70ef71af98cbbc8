import type { Resource } from "../../graph/resources.ts";

/** For tests: resources of the API with id `mainapi`, as SST's components ask for them. */
export const EXECUTION_ARN = "arn:aws:execute-api:us-east-1:000000000000:mainapi";

export function part(type: string, name: string, inputs: object): Resource {
  return { type: `aws:apigatewayv2/${type}`, name, inputs: { apiId: "mainapi", ...inputs } };
}

/** The API itself with its default stage. */
export function mainApi(corsConfiguration?: object): Resource[] {
  const inputs = { name: "main", protocolType: "HTTP", ...(corsConfiguration && { corsConfiguration }) };
  return [
    { type: "aws:apigatewayv2/api:Api", name: "MainApi", inputs },
    part("stage:Stage", "Default", { name: "$default", stageVariables: { color: "blue" } }),
  ];
}

export function integration(name: string, functionArn: string, more: object = {}): Resource {
  const inputs = { integrationType: "AWS_PROXY", integrationUri: functionArn, payloadFormatVersion: "2.0" };
  return part("integration:Integration", name, { ...inputs, ...more });
}

export function route(routeKey: string, target: string, more: object = {}): Resource {
  return part("route:Route", `Route ${routeKey}`, { routeKey, target: `integrations/${target}`, ...more });
}

/** Lets the API invoke a function. */
export function permission(functionArn: string, sourceArn = `${EXECUTION_ARN}/*`): Resource {
  const inputs = { action: "lambda:InvokeFunction", function: functionArn, principal: "apigateway.amazonaws.com" };
  return {
    type: "aws:lambda/permission:Permission",
    name: `Permission ${functionArn}`,
    inputs: { ...inputs, sourceArn },
  };
}
