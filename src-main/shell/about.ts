import { app } from 'electron';

/** What About shows. On Linux nothing does by itself. */
export function describeInAbout(): void {
  app.setAboutPanelOptions({ applicationName: app.getName(), applicationVersion: app.getVersion() });
}
