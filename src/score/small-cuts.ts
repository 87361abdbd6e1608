/** So many respondents stand in two sums at once: one of each of two nodes. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** How nodes are taken together: the number of the part each of them is in. */
type Parts = Int32Array;

/** Every node by itself. */
function numbered(nodes: number): Parts {
  const parts = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) parts[node] = node;
  return parts;
}

/** The edges that lead from each part to others: those of part p stand from `from[p]` on. */
interface Neighbours {
  readonly from: Int32Array;
  readonly part: Int32Array;
  readonly weight: Float64Array;
}

function neighboursOf(edges: readonly Edge[], parts: Parts): Neighbours {
  const from = new Int32Array(parts.length + 1);
  const between = edges.filter(({ a, b }) => parts[a] !== parts[b]);
  for (const { a, b } of between) {
    from[parts[a]! + 1]! += 1;
    from[parts[b]! + 1]! += 1;
  }
  for (let i = 0; i < parts.length; i++) from[i + 1]! += from[i]!;
  const part = new Int32Array(2 * between.length);
  const weight = new Float64Array(part.length);
  const next = from.slice();
  const put = (here: number, there: number, tie: number) => {
    const at = next[here]!++;
    part[at] = there;
    weight[at] = tie;
  };
  for (const { a, b, weight: tie } of between) {
    put(parts[a]!, parts[b]!, tie);
    put(parts[b]!, parts[a]!, tie);
  }
  return { from, part, weight };
}

/** Takes what comes next by the weight that ties it to what was taken; all of `most` is as good. */
function queue(most: number) {
  const buckets: number[][] = Array.from({ length: most + 1 }, () => []);
  let top = 0;
  return {
    put: (part: number, weight: number) => {
      const at = Math.min(weight, most);
      buckets[at]!.push(part);
      if (at > top) top = at;
    },
    take: (): number | undefined => {
      while (top > 0 && buckets[top]!.length === 0) top -= 1;
      return buckets[top]!.pop();
    },
  };
}

type Pair = readonly [number, number];

/** What a walk finds: pairs that no small cut parts, and parts that one cuts off. */
interface Found {
  readonly joined: Pair[];
  readonly loose: number[];
}

/**
 * Walks over all parts, always on to the one most tied to those already seen. Two parts that are tied
 * by `least` when the second is reached cannot be parted by less; the last part that can be reached
 * can, if it is tied by less itself (Nagamochi & Ibaraki 1992).
 */
function walk({ from, part, weight }: Neighbours, least: number): Found {
  const joined: Pair[] = [];
  const loose: number[] = [];
  const ties = new Float64Array(from.length);
  const seen = new Uint8Array(from.length);
  const next = queue(least);
  for (let start = 0; start < from.length - 1; start++) {
    if (seen[start] === 1) continue;
    let last = start;
    for (let here: number | undefined = start; here !== undefined; here = next.take()) {
      if (seen[here] === 1) continue;
      seen[here] = 1;
      last = here;
      for (let i = from[here]!; i < from[here + 1]!; i++) {
        const there = part[i]!;
        if (seen[there] === 1) continue;
        ties[there]! += weight[i]!;
        next.put(there, ties[there]!);
        if (ties[there]! >= least) joined.push([here, there]);
      }
    }
    if (last !== start && ties[last]! < least) loose.push(last);
  }
  return { joined, loose };
}

/** The parts with some of them joined. */
function joinedParts(parts: Parts, pairs: readonly Pair[]): Parts {
  const into = numbered(parts.length);
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
 * others weigh more than 0 and less than that. Not all of them, but some wherever there are any.
 */
export function smallCuts(
  nodes: number,
  edges: readonly Edge[],
  least: number,
): readonly (readonly number[])[] {
  let parts = numbered(nodes);
  const cuts: (readonly number[])[] = [];
  for (;;) {
    const neighbours = neighboursOf(edges, parts);
    if (neighbours.part.length === 0) return cuts;
    const { joined, loose } = walk(neighbours, least);
    cuts.push(...nodesOf(parts, loose));
    const settled = loose.map((part): Pair => [part, neighbours.part[neighbours.from[part]!]!]);
    parts = joinedParts(parts, [...joined, ...settled]);
  }
}
