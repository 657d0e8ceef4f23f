/** The file beside a database at this path that says how far its record reached (`backups/record-head.ts`). */
export const recordHeadFile = (database: string): string => `${database}.record`;
