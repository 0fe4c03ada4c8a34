import type { Clash, ReplanPlan, ReplanProposal } from '@contracts/http/replan';
import type { Board } from '@contracts/http/scheduling';
import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, dayWordTime, isoDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { useNow } from '../../lib/server-clock';
import { Icon } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';
import styles from './clash.module.css';
import { reasonInWords } from './reason';
import { changeWords, disturbs, inWords, placeWords } from './replan-words';
import { ReplanResult } from './replan-result';
import type { useReplan } from './use-replan';

interface ListProps {
  board: Board;
  plan: ReplanPlan;
  replan: ReturnType<typeof useReplan>;
}

/** Before → after for each appointment that is hit, who would be disturbed, and what cannot be helped. */
export function ProposalList({ board, plan, replan }: ListProps) {
  const { t } = useTranslation(['board', 'common', 'errors']);
  const { language } = useLanguage();
  const now = useNow(60_000);
  const { ticked, result, busy, error } = replan;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const clashOf = (id: string): Clash | undefined => {
    const found = plan.clashes.find(({ appointmentId }) => appointmentId === id);
    return found && inWords(found, board.rooms, language);
  };
  const chosen = plan.proposals.filter(({ appointmentId }) => ticked.includes(appointmentId));
  if (result) return <ReplanResult plan={plan} result={result} again={replan.forget} />;
  return (
    <>
      <h3 ref={title} tabIndex={-1} className={styles.subtitle}>
        {t('proposals.title', { n: plan.proposals.length })}
        <span>{t('proposals.disturbed', { n: chosen.filter(disturbs).length, all: chosen.length })}</span>
      </h3>
      <ul className={styles.list} aria-label={t('proposals.list')}>
        {plan.proposals.map((proposal) => (
          <ProposalRow
            key={proposal.appointmentId}
            proposal={inWords(proposal, board.rooms, language)}
            before={clashOf(proposal.appointmentId)}
            ticked={ticked.includes(proposal.appointmentId)}
            tick={(on) => replan.tick(proposal.appointmentId, on)}
          />
        ))}
        {plan.helpless.map(({ appointmentId, reason }) => {
          const before = clashOf(appointmentId);
          const { why, help } = reasonInWords(t, reason, board.rooms, now);
          return (
            <li key={appointmentId} className={styles.helpless}>
              <span className={styles.tick}>
                <Icon name="warn" />
              </span>
              <div>
                {before && <Heading before={before} />}
                <p className={styles.cause}>
                  <Icon name="x" />
                  {t('proposals.helpless', { why })}
                </p>
                <p className={styles.help}>{help}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {error && <Refusal error={error} staff />}
      <footer>
        <Button type="primary" loading={busy} disabled={chosen.length === 0} onClick={() => void replan.accept()}>
          {t('proposals.accept', { n: chosen.length })}
        </Button>
        <Button disabled={busy} onClick={replan.forget}>
          {t('proposals.drop')}
        </Button>
        <span>{t('proposals.note')}</span>
      </footer>
    </>
  );
}

function Heading({ before }: { before: Clash }) {
  const { t } = useTranslation(['board', 'common']);
  return (
    <p>
      <b>
        {t(`common:topic.${before.topic}`)}
        {t('sep')}
        {before.partyNames.join(t('listSep'))}
      </b>
      <span>{t(before.confirmed ? 'confirmed' : 'unconfirmed')}</span>
    </p>
  );
}

interface RowProps {
  proposal: ReplanProposal;
  before: Clash | undefined;
  ticked: boolean;
  tick: (on: boolean) => void;
}

function ProposalRow({ proposal, before, ticked, tick }: RowProps) {
  const { t } = useTranslation(['board', 'common']);
  const now = useNow(60_000);
  const sentence = changeWords(t, proposal, before, now);
  const names = before?.partyNames.join(t('listSep')) ?? '';
  return (
    <li>
      <Checkbox
        className={styles.tick}
        checked={ticked}
        aria-label={t('proposals.tick', { names, change: sentence })}
        onChange={(event) => tick(event.target.checked)}
      />
      <div>
        {before && <Heading before={before} />}
        <p className={styles.change}>
          {before && (
            <s>
              {dayWordTime(before.startsAt, now)} {placeWords(t, before.stationNames, before.officialName)}
            </s>
          )}
          <i aria-hidden="true">→</i>
          <b>
            {before && isoDate(before.startsAt) === isoDate(proposal.startsAt)
              ? clockTime(proposal.startsAt)
              : dayWordTime(proposal.startsAt, now)}{' '}
            {placeWords(t, proposal.stationNames, proposal.officialName)}
          </b>
        </p>
        <p className={styles.help}>
          {sentence} <em>{t(disturbs(proposal) ? 'proposals.toldAnew' : 'proposals.undisturbed')}</em>
        </p>
      </div>
    </li>
  );
}
