import { apiUrl } from "#api-url";

/**
 * What a page may load. Pictures, video and uploads go straight to the buckets by signed URLs: their endpoint is the one
 * that the standard AWS variables name, else S3 of the region.
 *
 * Styles may be inline: the player's elements bring a <style> each in their shadow roots, which cannot carry a nonce.
 */
export function contentSecurityPolicy(nonce: string): string {
  const api = new URL(apiUrl()).origin;
  const buckets = bucketSource();
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    `img-src 'self' data: blob: ${api} ${buckets}`,
    `media-src 'self' blob: ${api} ${buckets}`,
    `connect-src 'self' ${api} ${buckets}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function bucketSource(): string {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION } = process.env;
  const endpoint = AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
  if (endpoint) return new URL(endpoint).origin;
  return AWS_REGION ? `https://*.s3.${AWS_REGION}.amazonaws.com` : "https://*.amazonaws.com";
}
