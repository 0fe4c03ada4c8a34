import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import type { StageOrders } from './orders';

interface CaucusQuestionProps {
  minutes: number | null;
  orders: StageOrders;
}

/** Whether the party will talk alone with the mediator: two large answers, and the call goes on behind them. */
export function CaucusQuestion({ minutes, orders }: CaucusQuestionProps) {
  const { t } = useTranslation('call-stage');
  return (
    <section className="caucus-question" role="alertdialog" aria-labelledby="caucus-question">
      <h2 id="caucus-question">{t('ask.title')}</h2>
      <p>
        {minutes !== null && t('ask.minutes', { count: minutes })}
        {t('ask.effect')}
      </p>
      <div>
        <Button size="room" kind="primary" icon="check" autoFocus onPress={() => orders.answerCaucus(true)}>
          {t('ask.yes')}
        </Button>
        <Button size="room" onPress={() => orders.answerCaucus(false)}>
          {t('ask.no')}
        </Button>
      </div>
    </section>
  );
}
