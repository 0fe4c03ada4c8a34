import type { HelpCall } from '@contracts/http/sessions';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { useNow } from '../../lib/server-clock';
import { roomWord } from '../../lib/room-name';
import { Icon } from '../../ui/icon';
import styles from './clerk.module.css';
import { stationChanged, useHelp } from './queries';
import { useRinging } from './ringing';

/** Somebody in the room pressed the red button. Stands, and sounds, until a clerk answers. */
export function HelpBanner({ stationId }: { stationId: string }) {
  const { data = [] } = useHelp(stationId);
  const open = data.filter(({ answeredAt }) => answeredAt === null);
  // A new call sounds again, whatever was done about the last one.
  const calls = open.map(({ id, calledAt }) => `${id} ${calledAt}`).join();
  const { muted, turn } = useRinging(calls);
  return open.map((call) => <Call key={call.id} call={call} muted={muted} mute={turn} />);
}

function Call({ call, muted, mute }: { call: HelpCall; muted: boolean; mute: () => void }) {
  const { t } = useTranslation(['clerk', 'errors']);
  const now = useNow(1_000);
  const { sending, refused, run } = useDeed();
  const answer = (): Promise<void> =>
    run(async () => {
      await api.post(z.unknown(), `/api/help/${call.id}/answer`);
      await stationChanged();
    });
  const seconds = Math.max(0, Math.round((now - Date.parse(call.calledAt)) / 1000));
  return (
    <div className={styles.help} role="alert">
      <Icon name="hand" />
      <span>
        <b>{t('help.called', { room: roomWord(call.roomName) })}</b>
        {refused && <span>{t('help.notAnswered', { why: t(`errors:${refused.code}`, refused.body.params) })}</span>}
      </span>
      <span aria-hidden="true">{t('help.since', { seconds })}</span>
      <button type="button" className="btn" disabled={sending} onClick={() => void answer()}>
        {t('help.answer')}
      </button>
      <button type="button" className="btn" aria-pressed={muted} onClick={mute}>
        <Icon name={muted ? 'mute' : 'sound'} />
        {t(muted ? 'help.soundOn' : 'help.soundOff')}
      </button>
    </div>
  );
}
