import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * The address that a request came from. Behind a proxy on this machine it is the one the proxy saw, which it appends to
 * whatever the client claims; from elsewhere the header is not believed. Of IPv6 the network, since a host has many.
 */
export function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? "";
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").at(-1)?.trim() ?? "";
  const address = LOOPBACK.test(peer) && forwarded !== "" ? forwarded : peer;
  return /^[\da-f]+:[\da-f:]+$/i.test(address) ? address.split(":").slice(0, 4).join(":") : address;
}
