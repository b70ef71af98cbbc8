import type { Settings } from "@videoflow/local/graph/configured";

/** What a stage on this machine is told otherwise than a deployed one: links, as infra names them. */
export const LOCAL_SETTINGS: Settings = {
  // Whoever works on a receiver of webhooks has it on this machine, too.
  WebhookTargets: { loopback: true },
};
