import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** How the window looks: as the system asks, or as chosen at this desk. */
export const appearance = z.enum(['system', 'light', 'dark', 'contrast-light', 'contrast-dark']);
export type Appearance = Infer<typeof appearance>;

/** How much room a request of a list takes while it is closed: two lines with air, or two lines. */
export const density = z.enum(['comfortable', 'compact']);
export type Density = Infer<typeof density>;
