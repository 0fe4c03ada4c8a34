import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The booking code as a picture that opens the resident's own page. Drawn on this device. */
export function BookingQr({ code }: { code: string }) {
  const { t } = useTranslation('resident');
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    const address = `${window.location.origin}/my?code=${code}`;
    void import('qrcode')
      .then(({ default: qr }) => qr.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }))
      .then((drawn) => shown && setSvg(drawn))
      .catch(() => shown && setSvg(null));
    return () => {
      shown = false;
    };
  }, [code]);
  if (!svg) return <div className="qr" />;
  return <img className="qr" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={t('result.qr')} />;
}
