import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** How the window looks: as the system asks, or as chosen at this desk. */
export const appearance = z.enum(['system', 'light', 'dark', 'contrast-light', 'contrast-dark']);
export type Appearance = Infer<typeof appearance>;
