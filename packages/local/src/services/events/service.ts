import type { Cloud } from "../../cloud.ts";
import type { PolicyDocument } from "../../iam/policy.ts";
import type { Service } from "../../service.ts";
import { jsonCodec } from "../../wire/json.ts";
import { busOperations } from "./bus-operations.ts";
import { Buses, DEFAULT_BUS } from "./buses.ts";
import { DELIVERY, deliverer } from "./delivery.ts";
import { Publisher } from "./publish.ts";
import { ruleOperations } from "./rule-operations.ts";
import { Rules } from "./rules.ts";
import { Scheduler } from "./scheduler.ts";
import { targetOperations } from "./target-operations.ts";

/** Services of this cloud that put events of their own on the default bus. */
const publishers = [
  "mediaconvert.amazonaws.com",
  "s3.amazonaws.com",
  "ecs.amazonaws.com",
  "states.amazonaws.com",
  "transcribe.amazonaws.com",
];

/** Amazon EventBridge: buses, rules with patterns and schedules, and their targets. */
export interface Events extends Service {
  readonly buses: Buses;
  readonly rules: Rules;
  readonly scheduler: Scheduler;
}

export function createEvents(cloud: Cloud): Events {
  const buses = new Buses(cloud.database, cloud.place);
  const rules = new Rules(cloud, buses);
  const publisher = new Publisher(cloud, rules);
  const scheduler = new Scheduler(cloud, rules, publisher);
  const defaultBusArn = buses.arn(DEFAULT_BUS);
  const ofServices: PolicyDocument = {
    Statement: [
      {
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: [defaultBusArn],
        Principal: { Service: publishers },
      },
    ],
  };

  // An event that a rule sends to another bus stays the event that it is: its id, its time and even an `aws.` source.
  cloud.agenda.register(
    DELIVERY,
    deliverer(cloud, (busArn, event, principal) => {
      const context = { "events:source": event.source, "events:detail-type": event["detail-type"] };
      cloud.authorize(principal, [{ action: "events:PutEvents", resource: busArn, context }]);
      publisher.publish(buses.get(busArn).name, event);
    }),
  );

  return {
    name: "events",
    codec: jsonCodec("1.1"),
    operations: {
      ...busOperations({ place: cloud.place, buses, rules, publisher }),
      ...ruleOperations({ buses, rules, scheduler }),
      ...targetOperations({ buses, rules }),
    },
    policyOf: (resourceArn) => (resourceArn === defaultBusArn ? ofServices : undefined),
    buses,
    rules,
    scheduler,
  };
}
