/** Runs A and B in turn, `rounds` times; ratios are taken round by round, so that what slows the machine slows both. */
export async function inTurn(rounds, a, b) {
  const ratios = [];
  const seen = { a: [], b: [] };
  for (let round = 0; round < rounds; round += 1) {
    const first = await a();
    const second = await b();
    seen.a.push(first);
    seen.b.push(second);
    ratios.push(first / second);
  }
  return {
    ratio: median(ratios),
    a: median(seen.a),
    b: median(seen.b),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
