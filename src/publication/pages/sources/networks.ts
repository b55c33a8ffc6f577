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
  const [address = '', bits, ...more] = typed.split('/');
  if (more.length > 0 || !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return null;
  const kind = ipaddr.parse(address).kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const range = bits === undefined ? `${address}/${kind === ipaddr.IPv4 ? 32 : 128}` : typed;
  if (!kind.isValidCIDR(range)) return null;
  const [first, prefix] = [kind.networkAddressFromCIDR(range), kind.parseCIDR(range)[1]];
  return `${first.toString()}/${prefix}`;
}
