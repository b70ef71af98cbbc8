import type { Delivery, Webhook } from "@videoflow/client/schema";
import type { Tone } from "./status.ts";

interface StatusText {
  readonly label: string;
  readonly tone: Tone;
}

export const deliveryStatuses = {
  pending: { label: "On its way", tone: "transfer" },
  delivered: { label: "Delivered", tone: "ready" },
  exhausted: { label: "Given up", tone: "failed" },
  cancelled: { label: "Cancelled", tone: "plain" },
} as const satisfies Record<Delivery["status"], StatusText>;

/** How a webhook stands: on, on but failing, or off. */
export function webhookStatus({
  enabled,
  failingSince,
  disabledBecause,
}: Pick<Webhook, "enabled" | "failingSince" | "disabledBecause">): StatusText {
  if (!enabled) return { label: "Disabled", tone: disabledBecause ? "failed" : "plain" };
  return failingSince ? { label: "Failing", tone: "rejected" } : { label: "On", tone: "ready" };
}

/** What the receiver said last, or why it said nothing; undefined before the first attempt. */
export function lastAnswer({ attempts }: Pick<Delivery, "attempts">): string | undefined {
  const last = attempts.at(-1);
  return last && (last.error?.message ?? `${last.status}`);
}

/** What the secret of a webhook is good for. */
export const SECRET_OF_WEBHOOK =
  "By it the receiver knows that a message comes from here and was not changed, as Standard Webhooks says.";
