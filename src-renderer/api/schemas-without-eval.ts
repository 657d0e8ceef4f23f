import { config } from 'zod';

// Zod tries whether it may compile what it checks; the window's Content-Security-Policy lets nobody, and each try would be reported.
config({ jitless: true });
