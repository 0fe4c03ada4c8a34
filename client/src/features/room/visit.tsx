import type { RoomState } from '@contracts/http/sessions';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../lib/query';
import { CallStage } from '../call-stage/call-stage';
import { useOwnMedia } from './use-own-media';
import { HelpButton } from './help-button';
import { ROOM, callHelp } from './room-api';
import type { Device } from './device';
import { useRoomCall } from './use-room-call';
import { Waiting } from './waiting';

interface VisitProps {
  device: Device;
  state: RoomState;
}

/** Somebody is here: they wait, and the talk comes by itself. */
export function Visit({ device, state }: VisitProps) {
  const { t } = useTranslation('room');
  const call = useRoomCall(state.sessionId);
  const { snapshot } = call;
  const inCall = snapshot.phase === 'joined' || snapshot.phase === 'reconnecting';
  const own = useOwnMedia(!inCall);
  const local = inCall ? snapshot.local : own;
  const unseen = local.camera === 'denied' || local.camera === 'missing';

  useEffect(() => {
    if (snapshot.phase === 'over') void queryClient.invalidateQueries({ queryKey: ROOM });
  }, [snapshot.phase]);
  useEffect(() => {
    // 看不到您。工作人员马上来看: so they are called, once.
    if (unseen)
      void callHelp().then(
        (next) => queryClient.setQueryData(ROOM, next),
        () => undefined,
      );
  }, [unseen]);

  const admitted = inCall && snapshot.call !== null && !snapshot.call.mySpace.startsWith('waiting:');
  if (admitted) {
    const officialName = state.officialName ?? t('official');
    return <CallStage snapshot={snapshot} orders={call.orders} officialName={officialName} help={<HelpButton />} />;
  }
  return <Waiting device={device} state={state} local={local} call={call} unseen={unseen} />;
}
