import type { Product } from "@videoflow/testing/product";

/** Lets this process use core as a function of the product would: call before core's modules are loaded. */
export function linkTo(product: Product): void {
  const { endpoint, region, credentials } = product.clientConfig;
  Object.assign(process.env, product.running.resources, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
}
