export function noexecMount(path: string): string | null;
export function noexecIn(mounts: string, path: string): string | null;
