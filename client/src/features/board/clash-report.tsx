import type { Clash } from '@contracts/http/replan';
import type { Board } from '@contracts/http/scheduling';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { asApiError } from '../../lib/api';
import { dayWordTime } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { Lamp } from '../../ui/lamp';
import { Loading } from '../../ui/loading';
import { Refusal } from '../../ui/refusal';
import styles from './clash.module.css';
import { ProposalList } from './proposal-list';
import { causeWords, inWords, placeWords } from './replan-words';
import { useClashes } from './use-board';
import { useReplan } from './use-replan';

interface ReportProps {
  board: Board;
  mayReplan: boolean;
  close: () => void;
}

/** Who is hit by closed hours, absences and faults, why, and a new plan for them. */
export function ClashReport({ board, mayReplan, close }: ReportProps) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useClashes();
  const replan = useReplan();
  const { plan, busy } = replan;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const clashes = (data?.clashes ?? []).map((clash) => inWords(clash, board.rooms, language));
  return (
    <section className={styles.report} aria-labelledby="clash-title">
      <header>
        <h2 id="clash-title" ref={title} tabIndex={-1}>
          {t(clashes.length > 0 ? 'clash.title' : 'clash.titleNone', { n: clashes.length })}
        </h2>
        <button type="button" className="btn sm" onClick={close}>
          {t('clash.back')}
        </button>
      </header>
      {error && <Refusal error={asApiError(error)} again={() => void refetch()} staff />}
      {isPending && <Loading />}
      {data && clashes.length === 0 && !replan.result && <p className={styles.none}>{t('clash.none')}</p>}
      {!plan && clashes.length > 0 && (
        <>
          <p className={styles.lead}>{t('clash.lead')}</p>
          <ul className={styles.list} aria-label={t('clash.list')}>
            {clashes.map((clash) => (
              <ClashRow key={clash.appointmentId} clash={clash} />
            ))}
          </ul>
          {replan.error && <Refusal error={replan.error} staff />}
          {mayReplan && (
            <footer>
              <Button type="primary" loading={busy} onClick={() => void replan.propose([])}>
                {t('clash.propose')}
              </Button>
              <span>{t('clash.proposeNote')}</span>
            </footer>
          )}
        </>
      )}
      {plan && <ProposalList board={board} replan={replan} plan={plan} />}
    </section>
  );
}

function ClashRow({ clash }: { clash: Clash }) {
  const { t } = useTranslation(['board', 'common']);
  const now = useNow(60_000);
  return (
    <li>
      <b className={styles.when}>{dayWordTime(clash.startsAt, now)}</b>
      <div>
        <p>
          <b>
            {t(`common:topic.${clash.topic}`)}
            {t('sep')}
            {clash.partyNames.join(t('listSep'))}
          </b>
          <span>{placeWords(t, clash.stationNames, clash.officialName)}</span>
          <Lamp state={clash.confirmed ? 'on' : 'off'}>{t(clash.confirmed ? 'confirmed' : 'unconfirmed')}</Lamp>
        </p>
        {causeWords(t, clash).map((words) => (
          <p key={words} className={styles.cause}>
            <Icon name="x" />
            {words}
          </p>
        ))}
      </div>
    </li>
  );
}
