/** Any client of the SDK, as far as it matters here. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * Has a client keep no log. By default it has none either, but copies all that it sends and receives to hand it over: for a page of
 * rows, or a vector, that takes as long as reading it.
 */
export function unlogged<Unlogged extends Client>(client: Unlogged): Unlogged {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
