/** Rounds in which all candidates take turns, and what the rounds say in the end. */

/** A middle value with the quartiles around it. */
export interface Spread {
  median: number;
  lower: number;
  upper: number;
}

/** Times of one candidate: its own, and as a ratio of the first candidate's in the same round. */
export interface Timing {
  name: string;
  /** Microseconds a call. */
  time: Spread;
  /** Times the first candidate, compared round by round: what slows the machine down for a moment slows both. */
  ratio: Spread;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), lower: at(0.25), upper: at(0.75) };
}

/** Round-by-round quotients of two series. */
export const ratios = (values: readonly number[], base: readonly number[]): Spread =>
  spread(values.map((value, round) => value / (base[round] ?? Number.NaN)));

/** Round-by-round differences of two series. */
export const differences = (values: readonly number[], base: readonly number[]): Spread =>
  spread(values.map((value, round) => value - (base[round] ?? Number.NaN)));

/** Measures every candidate once a round, in a new order each time, so that none always pays for another's garbage. */
export async function interleave<Candidate, Measured>(
  candidates: readonly Candidate[],
  rounds: number,
  measure: (candidate: Candidate) => Promise<Measured>,
): Promise<Measured[][]> {
  const turns = candidates.map((candidate) => ({ candidate, series: [] as Measured[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { candidate, series } of shuffled(turns)) series.push(await measure(candidate));
  }
  return turns.map(({ series }) => series);
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Names the series and compares each with the first. */
export function timings(names: readonly string[], series: readonly (readonly number[])[]): Timing[] {
  return names.map((name, index) => ({
    name,
    time: spread(series[index] ?? []),
    ratio: ratios(series[index] ?? [], series[0] ?? []),
  }));
}
