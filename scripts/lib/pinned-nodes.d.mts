export interface PinnedNode {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}
export const NODE_24: Readonly<Record<string, PinnedNode>>;
export const NODE_26: Readonly<Record<string, PinnedNode>>;
export function forThisSystem(nodes: Readonly<Record<string, PinnedNode>>): PinnedNode | undefined;
export function binaryIn(directory: string, node: PinnedNode): string;
export function lockOf(node: PinnedNode): {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
};
