export function isInstalled(root: string): boolean;
export function countFetched(total: number, progress: (detail: string) => void): (text: string) => void;
