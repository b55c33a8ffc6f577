import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Whether every address the name leads to is of the public Internet. A name that leads nowhere is not. */
export async function isPublicHost(host: string): Promise<boolean> {
  const found = await lookup(host.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.length > 0 && found.every(({ address }) => isPublicAddress(address));
}

export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
