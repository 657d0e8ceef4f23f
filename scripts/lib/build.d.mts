export function fingerprint(root: string): string;
export function isBuilt(root: string): boolean;
export function markBuilt(root: string, sources: string): void;
export const COMPILED: string;
