/**
 * What systems know the program by: the bundle's identifier on macOS and the AppUserModelID on Windows, where a shortcut,
 * the task bar's button and the notifications belong together by it. It never changes: an installed program would become
 * another one.
 */
export const APP_ID = 'reslot.desk';
