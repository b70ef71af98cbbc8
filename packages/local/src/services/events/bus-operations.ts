import type {
  CreateEventBusCommandInput,
  DeleteEventBusCommandInput,
  DescribeEventBusCommandInput,
  ListEventBusesCommandInput,
  PutEventsCommandInput,
} from "@aws-sdk/client-eventbridge";
import type { Place } from "../../cloud.ts";
import { operation } from "../../service.ts";
import { type Bus, type Buses, DEFAULT_BUS } from "./buses.ts";
import { validation } from "./errors.ts";
import { page, pageSize } from "./page.ts";
import type { Publisher } from "./publish.ts";
import { putEvents } from "./put-events.ts";
import type { Rules } from "./rules.ts";

/** The operations on event buses, and putting events on them. */
export function busOperations(parts: { place: Place; buses: Buses; rules: Rules; publisher: Publisher }) {
  const { buses, rules } = parts;
  const on =
    (action: string) =>
    ({ Name }: { Name?: string | undefined }) => [
      { action: `events:${action}`, resource: buses.arn(buses.nameIn(Name)) },
    ];
  const rendered = (bus: Bus) => ({
    Name: bus.name,
    Arn: buses.arn(bus.name),
    ...(bus.description && { Description: bus.description }),
    CreationTime: new Date(bus.created_at),
    LastModifiedTime: new Date(bus.modified_at),
  });

  return {
    CreateEventBus: operation({
      permissions: on("CreateEventBus"),
      run: ({ Name, Description }: CreateEventBusCommandInput) => ({
        EventBusArn: buses.arn(buses.create(Name, Description).name),
      }),
    }),

    DeleteEventBus: operation({
      permissions: on("DeleteEventBus"),
      run: ({ Name }: DeleteEventBusCommandInput) => {
        if (Name === DEFAULT_BUS) throw validation(`Cannot delete event bus ${DEFAULT_BUS}.`);
        const bus = buses.find(buses.nameIn(Name));
        if (!bus) return;
        if (rules.list(bus.name, "", "", 1).length > 0)
          throw validation(`Event bus ${bus.name} can't be deleted since it has rules.`);
        buses.remove(bus);
      },
    }),

    DescribeEventBus: operation({
      permissions: on("DescribeEventBus"),
      run: ({ Name }: DescribeEventBusCommandInput) => rendered(buses.get(Name)),
    }),

    ListEventBuses: operation({
      permissions: () => [{ action: "events:ListEventBuses", resource: buses.arn("*") }],
      run: ({ NamePrefix = "", NextToken = "", Limit }: ListEventBusesCommandInput) => {
        const limit = pageSize(Limit);
        const { items, NextToken: next } = page(buses.list(NamePrefix, NextToken, limit + 1), limit);
        return { EventBuses: items.map(rendered), ...next };
      },
    }),

    PutEvents: operation({
      permissions: ({ Entries = [] }: PutEventsCommandInput) =>
        Entries.map(({ EventBusName, Source = "", DetailType = "" }) => ({
          action: "events:PutEvents",
          resource: buses.arn(buses.nameIn(EventBusName)),
          context: { "events:source": Source, "events:detail-type": DetailType },
        })),
      run: ({ Entries }: PutEventsCommandInput, { principal }) => putEvents(parts, Entries, principal),
    }),
  };
}
