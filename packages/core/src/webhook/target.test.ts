import { describe, expect, it } from "vitest";
import { checkUrl, isReachable, pinned, resolveTarget } from "./target.ts";

const strict = { loopback: false };
const developer = { loopback: true };

describe("addresses", () => {
  it.each(["93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("%s may be called", (address) => {
    expect(isReachable(address, strict)).toBe(true);
  });

  it.each([
    ["a private one", "10.0.0.8"],
    ["a private one", "172.16.3.4"],
    ["a private one", "192.168.1.1"],
    ["one behind a carrier's NAT", "100.64.0.1"],
    ["the metadata service", "169.254.169.254"],
    ["the metadata service in IPv6", "fd00:ec2::254"],
    ["a link's own", "fe80::1"],
    ["a unique local one", "fc00::1"],
    ["this host", "0.0.0.0"],
    ["this host in IPv6", "::"],
    ["everybody", "255.255.255.255"],
    ["a multicast one", "224.0.0.1"],
    ["one for documents", "192.0.2.1"],
    ["a private one as IPv6", "::ffff:10.0.0.8"],
    ["the metadata service as IPv6", "::ffff:169.254.169.254"],
    ["a private one behind NAT64", "64:ff9b::a00:8"],
    ["a private one behind 6to4", "2002:a00:8::"],
  ])("%s is refused, on a developer's machine too: %s", (_what, address) => {
    expect([isReachable(address, strict), isReachable(address, developer)]).toEqual([false, false]);
  });

  it.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])(
    "%s is called where that is configured only",
    (address) => {
      expect([isReachable(address, strict), isReachable(address, developer)]).toEqual([false, true]);
    },
  );
});

describe("a url", () => {
  it.each([
    ["in the open", "http://example.com/hook"],
    ["with a password", "https://me:secret@example.com/hook"],
    ["with a fragment", "https://example.com/hook#top"],
    ["of this machine", "https://127.0.0.1/hook"],
    ["of this machine, written as a number", "https://2130706433/hook"],
    ["of this machine, written in octal", "https://0177.0.0.1/hook"],
    ["of this machine in IPv6", "https://[::1]/hook"],
    ["of the metadata service", "https://169.254.169.254/latest/meta-data"],
  ])("%s is refused: %s", (_what, url) => {
    expect(() => checkUrl(url, strict)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  it("of a public address is taken, and one of this machine where that is configured", () => {
    expect(() => checkUrl("https://example.com:8443/hook?a=b", strict)).not.toThrow();
    expect(() => checkUrl("http://127.0.0.1:9000/hook", developer)).not.toThrow();
    expect(() => checkUrl("http://192.168.1.1/hook", developer)).toThrow();
  });
});

describe("a name", () => {
  it("that stands for this machine is refused, although it looks harmless", async () => {
    await expect(resolveTarget(new URL("https://localhost/hook"), strict)).rejects.toMatchObject({ code: "invalid" });
    expect(await resolveTarget(new URL("http://localhost/hook"), developer)).not.toEqual([]);
  });

  it("is connected to at the addresses that were checked, whatever it stands for a moment later", () => {
    const [address] = [{ address: "93.184.215.14", family: 4 }];
    const answers: unknown[] = [];
    pinned([address])("rebound.example", { all: true }, (...answer) => answers.push(answer));
    pinned([address])("rebound.example", {}, (...answer) => answers.push(answer));
    expect(answers).toEqual([
      [null, [address]],
      [null, "93.184.215.14", 4],
    ]);
  });
});
