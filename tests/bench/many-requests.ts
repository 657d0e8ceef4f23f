import DatabaseConnection from 'better-sqlite3';
import { openBenchDesk } from './portal/desk.ts';
import { startBenchPortal } from './portal/start.ts';

/** Makes a desk's database with so many open requests, read from a portal. */
export async function loadMany(path: string, requests: number): Promise<void> {
  const portal = await startBenchPortal();
  await portal.order({
    fill: { patients: 2000, appointments: requests + 100, requests, cancelEvery: 0 },
  });
  const loading = openBenchDesk(path, portal.baseUrl);
  loading.core.start();
  await loading.until(({ phase }) => phase === 'up-to-date');
  await loading.close();
  portal.stop();
}

/** Settles all but so many of the requests in a database. */
export function leaveOpen(path: string, left: number): void {
  const connection = new DatabaseConnection(path);
  connection
    .prepare(
      `UPDATE request SET state = 'resolved', outcome = 'denied', resolved_ms = 0
       WHERE id NOT IN (SELECT id FROM request ORDER BY id LIMIT ?)`,
    )
    .run(left);
  connection.close();
}
