import ipaddr from 'ipaddr.js';

/** Whether an address lies in one of these networks; no network named: any address will do. */
export function isFrom(networks: readonly string[], address: string | null): boolean {
  if (networks.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const here = ipaddr.process(address);
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return here.kind() === range.kind() && here.match(range, bits);
  });
}
