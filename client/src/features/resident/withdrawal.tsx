import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { asApiError } from '../../lib/api';
import { queryClient } from '../../lib/query';
import { Button } from '../../ui/button';
import { Refusal } from '../../ui/refusal';
import { withdraw } from './resident-api';

/** 不约了: asks again and names what follows. */
export function Withdrawal() {
  const { t } = useTranslation('resident');
  const leaving = useMutation({
    mutationFn: () => withdraw(''),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['resident'] }),
  });
  return (
    <DialogTrigger>
      <Button kind="danger">{t('withdraw.open')}</Button>
      <ModalOverlay className="veil" isDismissable>
        <Modal className="sheet resident-sheet">
          <Dialog role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title">{t('withdraw.title')}</Heading>
                <p>{t('withdraw.effect')}</p>
                {leaving.error && <Refusal error={asApiError(leaving.error)} />}
                <Button
                  kind="danger"
                  isDisabled={leaving.isPending}
                  onPress={() => leaving.mutate(undefined, { onSuccess: close })}
                >
                  {t('withdraw.yes')}
                </Button>
                <Button onPress={close}>{t('withdraw.no')}</Button>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
