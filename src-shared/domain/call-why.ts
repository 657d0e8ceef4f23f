import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** Why a patient is told by telephone. */
export const callWhy = z.enum(['no-email', 'no-portal-access']);
export type CallWhy = Infer<typeof callWhy>;
