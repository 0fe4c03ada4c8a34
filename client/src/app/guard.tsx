import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { asApiError } from '../lib/api';
import { Loading } from '../ui/loading';
import { Refusal } from '../ui/refusal';
import { useMe } from './me';
import { Denied } from './plain-page';
import { screensOf, type StaffScreen } from './screens';

/**
 * Lets staff whose role has the screen in; sends the unknown to sign in and back here afterwards. Where it is the case
 * and not the role that decides (`screen` left out), all staff come in, and the server says what they see.
 */
export function StaffOnly({ screen, children }: { screen?: StaffScreen; children: ReactNode }) {
  const { data, error, isPending, refetch } = useMe();
  const { pathname, search } = useLocation();
  if (isPending) return <Loading />;
  if (!data) return <Refusal error={asApiError(error)} again={() => void refetch()} />;
  if (data.kind !== 'staff') return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  return !screen || screensOf(data.staff.role).includes(screen) ? children : <Denied />;
}
