import { Modal } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../../lib/i18n';
import { Loading } from '../../ui/loading';
import { lackOf } from './abilities';
import en from './en.json';
import zh from './zh.json';

addTexts('roomCheck', zh, en);

/** The media library comes only with the check. */
const CheckPanel = lazy(() => import('./check-panel').then((file) => ({ default: file.CheckPanel })));

/** The check of a staff computer, over the page it was asked for on. */
export function CheckDialog({ place, close }: { place: string; close: () => void }) {
  const { t } = useTranslation('roomCheck');
  const lack = lackOf(window);
  return (
    <Modal open title={t('title')} footer={null} width={880} onCancel={close} destroyOnHidden maskClosable={false}>
      {lack ? (
        <p role="alert">{t(`lack.${lack}`)}</p>
      ) : (
        <Suspense fallback={<Loading />}>
          <CheckPanel size="staff" place={place} close={close} />
        </Suspense>
      )}
    </Modal>
  );
}
