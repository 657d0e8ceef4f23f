import type { ReactNode } from 'react';
import { Loading } from '../../components/Loading.tsx';

/** The **Appointment Requests** tab. */
export function RequestsTab(): ReactNode {
  return <Loading />;
}
