export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** The system's code where it could not be started at all. */
  readonly error: string | null;
  /** The milliseconds it was waited for in vain, or 0. */
  readonly hung: number;
  /** What it wrote. */
  readonly output: string;
}
export interface Surroundings {
  readonly path: string;
  readonly display: string;
  /** Whether the system installs by apt-get. */
  readonly apt: boolean;
  readonly platform: string;
  /** Whether its file has the right to be executed. */
  readonly executable: boolean;
  /** The mount point it lies below, where nothing there may be executed. */
  readonly noexec: string | null;
}
export function electronDeath(
  ending: Ending,
  surroundings: Surroundings,
): { sentence: string; recognised: boolean };
export function cannotRun(why: string, mend: string): string;
export const ANEW: string;
