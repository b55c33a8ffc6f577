import autocannon from 'autocannon';

/** Requests per second of one address under a bounded load on loopback. @throws when an answer is not 200 */
export async function requestsPerSecond(url, headers, { seconds = 3, connections = 32 } = {}) {
  const result = await autocannon({ url, headers, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0 || result.timeouts > 0) {
    throw new Error(
      `${url}: ${result.non2xx} answers other than 200, ${result.errors} errors, ${result.timeouts} time-outs`,
    );
  }
  return result.requests.average;
}
