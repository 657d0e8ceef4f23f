/** One line of the table that `npm run bench` prints and `docs/performance.md` keeps. */
export interface Measured {
  readonly what: string;
  readonly figure: string;
  /** What it is compared with, of the same run. */
  readonly beside: string;
  /** The figure against what stands beside it; null where it stands for itself. */
  readonly ratio: number | null;
  readonly goal: string;
  /** Null where there is no goal. */
  readonly met: boolean | null;
}

/** Prints it, and tells the one who started this benchmark. */
export function report(line: Measured): void {
  process.stdout.write(`${rowOf(line)}\n`);
  process.send?.(line);
}

export const HEAD = '| what | figure | beside it | ratio | goal | |\n|---|---|---|---|---|---|';

export function rowOf({ what, figure, beside, ratio, goal, met }: Measured): string {
  const verdict = met === null ? '' : met ? 'met' : '**missed**';
  return `| ${[what, figure, beside, ratio === null ? '' : ratioText(ratio), goal, verdict].join(' | ')} |`;
}

/** A figure that has to stay below a bound of its own, whatever stands beside it. */
export const atMost = (what: string, value: number, bound: number, figure: string = ms(value)): Measured => ({
  what,
  figure,
  beside: '',
  ratio: null,
  goal: `≤ ${bound} ms`,
  met: value <= bound,
});

const ratioText = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');
