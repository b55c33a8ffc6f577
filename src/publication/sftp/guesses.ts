import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const OF_A_NETWORK_A_MINUTE = 20;
const OF_AN_ACCOUNT_A_MINUTE = 60;
const IPV6_SITE_BYTES = 8;

/** Wrong passwords lately: so many from a network, so many for a name, wherever they come from. Each process counts its own. */
export class Guesses {
  private readonly ofNetworks = new RateLimiterMemory({ points: OF_A_NETWORK_A_MINUTE, duration: 60 });
  private readonly ofAccounts = new RateLimiterMemory({ points: OF_AN_ACCOUNT_A_MINUTE, duration: 60 });

  /** Whether even the right password must wait. */
  async areTooMany(address: string, account: string): Promise<boolean> {
    const [network, name] = await Promise.all([this.ofNetworks.get(networkOf(address)), this.ofAccounts.get(account)]);
    return (
      (network?.consumedPoints ?? 0) >= OF_A_NETWORK_A_MINUTE || (name?.consumedPoints ?? 0) >= OF_AN_ACCOUNT_A_MINUTE
    );
  }

  async count(address: string, account: string): Promise<void> {
    await Promise.allSettled([this.ofNetworks.consume(networkOf(address)), this.ofAccounts.consume(account)]);
  }
}

/** An IPv4 address by itself; of IPv6 the /64, which is one customer's. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const here = ipaddr.process(address);
  return here.kind() === 'ipv4' ? here.toString() : here.toByteArray().slice(0, IPV6_SITE_BYTES).join('.');
}
