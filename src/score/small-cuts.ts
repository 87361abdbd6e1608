/** So many respondents stand in two sums at once: one of each of two nodes. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** How nodes are taken together: the number of the part each of them is in. */
type Parts = Int32Array;

/** Neighbours of each part with the weight between them. */
function neighboursOf(
  edges: readonly Edge[],
  parts: Parts,
): ReadonlyMap<number, Map<number, number>> {
  const found = new Map<number, Map<number, number>>();
  const put = (from: number, to: number, weight: number) => {
    const own = found.get(from) ?? new Map<number, number>();
    found.set(from, own.set(to, (own.get(to) ?? 0) + weight));
  };
  for (const { a, b, weight } of edges) {
    const [from, to] = [parts[a]!, parts[b]!];
    if (from === to) continue;
    put(from, to, weight);
    put(to, from, weight);
  }
  return found;
}

/** Takes what comes next by the weight that ties it to what was taken; all of `most` is as good. */
function queue(most: number) {
  const buckets: number[][] = Array.from({ length: most + 1 }, () => []);
  return {
    put: (part: number, weight: number) => buckets[Math.min(weight, most)]!.push(part),
    take: (): number | undefined => buckets.findLast((bucket) => bucket.length > 0)?.pop(),
  };
}

/** What one walk over the parts finds: pairs that no small cut parts, and parts that one cuts off. */
interface Walk {
  readonly joined: (readonly [number, number])[];
  readonly loose: number[];
}

/**
 * Walks from the part most tied to those already seen to the next. Two parts that are tied by `least`
 * when the second is reached cannot be parted by less; the last part of all can, if it is tied by
 * less itself (Nagamochi & Ibaraki 1992).
 */
function walk(
  start: number,
  neighbours: ReadonlyMap<number, ReadonlyMap<number, number>>,
  least: number,
  seen: Set<number>,
  { joined, loose }: Walk,
): void {
  const ties = new Map<number, number>();
  const next = queue(least);
  let last = start;
  for (let part: number | undefined = start; part !== undefined; part = next.take()) {
    if (seen.has(part)) continue;
    seen.add(part);
    last = part;
    for (const [other, weight] of neighbours.get(part)!) {
      if (seen.has(other)) continue;
      const tie = (ties.get(other) ?? 0) + weight;
      ties.set(other, tie);
      next.put(other, tie);
      if (tie >= least) joined.push([part, other]);
    }
  }
  if (last !== start && ties.get(last)! < least) loose.push(last);
}

/** The parts with some of them joined. */
function joinedParts(parts: Parts, pairs: readonly (readonly [number, number])[]): Parts {
  const into = Int32Array.from(parts, (_, part) => part);
  const root = (part: number): number => {
    let at = part;
    while (into[at] !== at) at = into[at] = into[into[at]!]!;
    return at;
  };
  // The lower number stays, so that node 0 is always in part 0.
  for (const [a, b] of pairs) {
    const [x, y] = [root(a), root(b)];
    into[Math.max(x, y)] = Math.min(x, y);
  }
  return parts.map(root);
}

/** The nodes of each of some parts. */
function nodesOf(parts: Parts, some: readonly number[]): readonly (readonly number[])[] {
  const found = new Map(some.map((part) => [part, [] as number[]]));
  parts.forEach((part, node) => found.get(part)?.push(node));
  return [...found.values()];
}

/**
 * Cuts of a graph that weigh less than `least`: sets of nodes, without node 0, whose edges to all
 * others weigh more than 0 and less than that. Not all of them, but none is left out where there are
 * any. Each is one side of its cut; where it could be either side, it is not the one of node 0.
 */
export function smallCuts(
  nodes: number,
  edges: readonly Edge[],
  least: number,
): readonly (readonly number[])[] {
  let parts: Parts = Int32Array.from({ length: nodes }, (_, node) => node);
  const cuts: (readonly number[])[] = [];
  for (;;) {
    const neighbours = neighboursOf(edges, parts);
    if (neighbours.size === 0) return cuts;
    const found: Walk = { joined: [], loose: [] };
    const seen = new Set<number>();
    for (const part of [...neighbours.keys()].toSorted((a, b) => a - b)) {
      if (!seen.has(part)) walk(part, neighbours, least, seen, found);
    }
    cuts.push(...nodesOf(parts, found.loose));
    for (const part of found.loose) {
      found.joined.push([part, neighbours.get(part)!.keys().next().value!]);
    }
    parts = joinedParts(parts, found.joined);
  }
}
