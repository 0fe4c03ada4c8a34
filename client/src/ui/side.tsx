import type { Side as SideName } from '@domain/people';
import { useTranslation } from 'react-i18next';

/** 甲 filled, 乙 outlined, you round: sides have no colour. */
export function Side({ side }: { side: SideName | 'me' }) {
  const { t } = useTranslation();
  const look = side === 'A' ? 'a' : side === 'B' ? 'b' : 'me';
  return <span className={`side ${look}`}>{t(`side.${side}`)}</span>;
}
