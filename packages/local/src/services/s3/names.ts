import type { Permission, Principal } from "../../service.ts";

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

export function objectArn(bucket: string, key: string): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}

export function onBucket(action: string, bucket: string, context?: Readonly<Record<string, string>>): Permission {
  return { action: `s3:${action}`, resource: bucketArn(bucket), ...(context && { context }) };
}

export function onObject(action: string, bucket: string, key: string): Permission {
  return { action: `s3:${action}`, resource: objectArn(bucket, key) };
}

/** Who did it, as events name it. */
export function principalId(principal: Principal, account: string): string {
  if (principal.kind === "role") return `AWS:${principal.session}`;
  return principal.kind === "service" ? principal.service : account;
}
