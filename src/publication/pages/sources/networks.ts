import ipaddr from 'ipaddr.js';

export const NETWORKS_AT_MOST = 20;

/** One network a line (an address alone is a network of one), in the form PostgreSQL keeps. null: a line that is none. */
export function readNetworks(typed: string): (string | null)[] {
  return typed
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(network);
}

function network(typed: string): string | null {
  if (ipaddr.isValidCIDR(typed)) {
    const [address, bits] = ipaddr.parseCIDR(typed);
    const first =
      address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(typed) : ipaddr.IPv6.networkAddressFromCIDR(typed);
    return `${first.toString()}/${bits}`;
  }
  if (!ipaddr.isValid(typed) || !/[.:].*[.:]/.test(typed)) return null;
  const address = ipaddr.parse(typed);
  return `${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`;
}
