/**
 * How OpenNext packs the app for Lambda. Answers are streamed, as pages send their outline before their data. Every page is
 * made for its request, so there is nothing to cache or to revalidate: no queue, no table, no function to fill it.
 */
const config = {
  default: { override: { wrapper: "aws-lambda-streaming" } },
  dangerous: { disableIncrementalCache: true, disableTagCache: true },
  // By default OpenNext calls the package manager, which need not be installed for all of a machine.
  buildCommand: "node_modules/.bin/next build",
};

export default config;
