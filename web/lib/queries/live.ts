/**
 * How often what is live is asked for again, so that a change is seen within a second. Asking, and not a stream: the gateway
 * before the API holds no connection open, each answer is a few reads by key, and a page that is hidden asks for nothing.
 */
export const LIVE_MS = 800;
