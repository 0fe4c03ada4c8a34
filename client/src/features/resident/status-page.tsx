import { asApiError } from '../../lib/api';
import { useMe } from '../../app/me';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import { CodeForm } from './code-form';
import { MyAppointment } from './my-appointment';
import { ResidentShell } from './resident-shell';
import './texts';

/** `/my`: the code first, then one's own appointment and nothing of anybody else's. */
export default function StatusPage() {
  const { data, error, isPending, refetch } = useMe();
  if (data?.kind === 'resident') return <MyAppointment />;
  if (data) return <CodeForm />;
  return (
    <ResidentShell>
      {isPending ? <Loading /> : <Refusal error={asApiError(error)} again={() => void refetch()} />}
    </ResidentShell>
  );
}
