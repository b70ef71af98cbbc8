import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { AppError } from "../error.ts";

/** What may be called. `loopback`: also this machine's own addresses, and these by plain HTTP, too. */
export interface Reach {
  readonly loopback: boolean;
}

/**
 * Whether a webhook may be sent to an address. Only those that are public may: not private ones, not this machine's, not
 * those of a cloud's metadata service, nor any of them written as IPv6.
 */
export function isReachable(address: string, { loopback }: Reach): boolean {
  const range = ipaddr.process(address).range();
  return range === "unicast" || (loopback && range === "loopback");
}

/** Brackets of an IPv6 address in a URL are not part of it. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

const plainHttpRefused = (url: URL) =>
  new AppError("invalid", `${url.origin} is not reached by https: a webhook's messages must not travel in the open`);

/** Throws `invalid` for a URL that can be refused by its looks. What its name stands for is checked when it is called. */
export function checkUrl(text: string, reach: Reach): void {
  const url = new URL(text);
  if (url.username || url.password || url.hash)
    throw new AppError("invalid", "A webhook's url has no user name, no password and no fragment");
  if (url.protocol !== "https:" && !reach.loopback) throw plainHttpRefused(url);
  const host = hostOf(url);
  if (isIP(host)) checkAddress(url, host, reach);
}

function checkAddress(url: URL, address: string, reach: Reach): void {
  if (!isReachable(address, reach)) {
    throw new AppError("invalid", `${url.hostname} is at ${address}, which is not a public address: it is not called`);
  }
  if (url.protocol !== "https:" && ipaddr.process(address).range() !== "loopback") throw plainHttpRefused(url);
}

/**
 * The addresses of a URL's host, every one of them checked: who connects must connect to these and not ask for the name
 * again, since the next answer may be another one. Throws `invalid` when one of them may not be called.
 */
export async function resolveTarget(url: URL, reach: Reach): Promise<{ address: string; family: number }[]> {
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await lookup(host, { all: true });
  for (const { address } of addresses) checkAddress(url, address, reach);
  return addresses;
}

/** Answers whoever connects with addresses that were resolved before. */
export const pinned =
  (addresses: readonly { address: string; family: number }[]): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
    else callback(Object.assign(new Error("No address"), { code: "ENOTFOUND" }), "");
  };
