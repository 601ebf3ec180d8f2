/** A set of a graph's nodes by their numbers: 1 for each that is in it. */
export type NodeSet = Uint8Array;

export function unionInto(target: NodeSet, other: NodeSet): NodeSet {
  for (let node = 0; node < target.length; node++) if (other[node] === 1) target[node] = 1;
  return target;
}

export function intersectInto(target: NodeSet, other: NodeSet): NodeSet {
  for (let node = 0; node < target.length; node++) if (other[node] !== 1) target[node] = 0;
  return target;
}

export function subtractFrom(target: NodeSet, other: NodeSet): NodeSet {
  for (let node = 0; node < target.length; node++) if (other[node] === 1) target[node] = 0;
  return target;
}

export function isEmptySet(set: NodeSet): boolean {
  return !set.includes(1);
}

export function membersOf(set: NodeSet): number[] {
  const members: number[] = [];
  for (let node = set.indexOf(1); node >= 0; node = set.indexOf(1, node + 1)) members.push(node);
  return members;
}
