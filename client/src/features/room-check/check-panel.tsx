import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isoDate } from '../../lib/format';
import { addTexts } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { browserName } from './browser-name';
import { CheckPicture } from './check-picture';
import { DeniedSteps } from './denied-steps';
import en from './en.json';
import { PartRow } from './part-row';
import { reportText, saveText } from './report-text';
import './room-check.css';
import { CHECK_STEPS } from './run-check';
import { useRoomCheck, type CheckResult, type CheckState } from './use-room-check';
import { verdictOf } from './verdict';
import zh from './zh.json';

addTexts('roomCheck', zh, en);

interface CheckPanelProps {
  size: 'room' | 'staff';
  /** Where the set stands, for the report. */
  place: string;
  close: () => void;
}

/** The guided check of the set before this browser: one step after the other, then what to do in words. */
export function CheckPanel({ size, place, close }: CheckPanelProps) {
  const { t } = useTranslation('roomCheck');
  const { state, start, sendAgain } = useRoomCheck('byHand');
  const { step, result, found } = state;
  const running = step !== null;
  const denied = found.camera?.state === 'denied' || found.microphone?.state === 'denied';

  useEffect(() => start(), [start]);
  return (
    <section className={`rc rc-${size}`} aria-label={t('title')} aria-busy={running}>
      <div className="rc-look">
        {!result && (
          <>
            <CheckPicture picture={state.picture} running={running} />
            <div
              className="rc-level"
              role="meter"
              aria-label={t('level')}
              aria-valuenow={Math.round(state.level * 100)}
            >
              <i style={{ inlineSize: `${Math.min(100, Math.sqrt(state.level) * 100)}%` }} />
            </div>
          </>
        )}
        <Verdict state={state} />
        {result ? (
          <Kept size={size} state={state} sendAgain={sendAgain} />
        ) : (
          <p className="rc-say">{t(step === 'microphone' ? 'say' : 'intro')}</p>
        )}
        <div className="rc-deeds">
          {result && (
            <>
              <Deed size={size} onPress={start}>
                {t('again')}
              </Deed>
              <Deed size={size} onPress={() => save(result)}>
                {t('save')}
              </Deed>
            </>
          )}
          <Deed size={size} onPress={close} primary={result !== null}>
            {t('close')}
          </Deed>
        </div>
      </div>
      <div className="rc-found">
        <ul className="rc-parts">
          {CHECK_STEPS.map((part) => (
            <PartRow key={part} part={part} state={state} />
          ))}
        </ul>
        {denied && <DeniedSteps />}
      </div>
    </section>
  );

  function save(checked: CheckResult): void {
    const text = reportText(t, { result: checked, place, browser: browserName(navigator.userAgent) });
    saveText(t('report.file', { day: isoDate(checked.at) }), text);
  }
}

function Verdict({ state: { step, result } }: { state: CheckState }) {
  const { t } = useTranslation('roomCheck');
  return (
    <p className={`rc-verdict ${result?.grade ?? ''}`} role="status">
      {result ? (
        <>
          <Icon name={result.grade === 'good' ? 'check' : 'warn'} />
          {t(`result.${verdictOf(result)}`)}
        </>
      ) : (
        step && t(`doing.${step}`)
      )}
    </p>
  );
}

function Kept({ size, state, sendAgain }: { size: 'room' | 'staff'; state: CheckState; sendAgain: () => void }) {
  const { t } = useTranslation('roomCheck');
  if (state.report === 'failed') {
    return (
      <p className="rc-kept failed" role="alert">
        {t('notKept')}
        <Deed size={size} onPress={sendAgain}>
          {t('sendAgain')}
        </Deed>
      </p>
    );
  }
  const words = state.report === 'sending' ? 'sending' : size === 'room' ? 'keptRoom' : 'kept';
  return (
    <p className="rc-kept" role="status">
      {t(words)}
    </p>
  );
}

interface DeedProps {
  size: 'room' | 'staff';
  primary?: boolean;
  onPress: () => void;
  children: string;
}

function Deed({ size, primary = false, onPress, children }: DeedProps) {
  if (size === 'room') {
    return (
      <Button size="room" kind={primary ? 'primary' : 'plain'} onPress={onPress}>
        {children}
      </Button>
    );
  }
  return (
    <button type="button" className={primary ? 'btn primary' : 'btn'} onClick={onPress}>
      {children}
    </button>
  );
}
