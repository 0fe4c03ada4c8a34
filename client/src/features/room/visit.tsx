import type { RoomState } from '@contracts/http/sessions';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../lib/query';
import { CallStage } from '../call-stage/call-stage';
import { useOwnMedia } from './use-own-media';
import { HelpButton } from './help-button';
import { ROOM, callHelp } from './room-api';
import type { Device } from './device';
import { troubleOf } from './trouble';
import { useRoomCall } from './use-room-call';
import { Waiting } from './waiting';

/** A call that did not go out is made again while a cut line may come back. */
const CALL_TRIES = 12;
const CALL_AGAIN_MS = 5_000;

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
  const trouble = troubleOf(local);
  const troubled = trouble !== null;
  const called = useRef(false);
  const { mutate: callStaff } = useMutation({
    mutationFn: callHelp,
    retry: CALL_TRIES,
    retryDelay: CALL_AGAIN_MS,
    onSuccess: (next) => queryClient.setQueryData(ROOM, next),
  });

  useEffect(() => {
    if (snapshot.phase === 'over') void queryClient.invalidateQueries({ queryKey: ROOM });
  }, [snapshot.phase]);
  useEffect(() => {
    // 看不到您。工作人员马上来看: so they are called, once; who has come and looked is not called again.
    if (!troubled || called.current) return;
    called.current = true;
    callStaff();
  }, [troubled, callStaff]);

  const admitted = inCall && snapshot.call !== null && !snapshot.call.mySpace.startsWith('waiting:');
  if (admitted) {
    const officialName = state.officialName ?? t('official');
    return (
      <CallStage
        snapshot={snapshot}
        orders={call.orders}
        officialName={officialName}
        beside={state.besideYou}
        help={<HelpButton />}
      />
    );
  }
  return <Waiting device={device} state={state} local={local} call={call} trouble={trouble} />;
}
