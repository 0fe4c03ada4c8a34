import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../lib/query';
import { Button } from '../../ui/button';
import { callHelp, readRoom, ROOM } from './room-api';

/** 叫工作人员: the only filled red, never asks again; says when the call has gone out. */
export function HelpButton() {
  const { t } = useTranslation('room');
  const { data } = useQuery({ queryKey: ROOM, queryFn: readRoom });
  const help = useMutation({
    mutationFn: callHelp,
    onSuccess: (state) => queryClient.setQueryData(ROOM, state),
  });
  const called = data?.helpCalledAt != null;
  const words = help.isError ? 'help.failed' : called ? 'help.called' : 'help.call';
  return (
    <span className="help" role="status">
      <Button kind="call" size="room" icon="hand" onPress={() => help.mutate()}>
        {t(words)}
      </Button>
    </span>
  );
}
