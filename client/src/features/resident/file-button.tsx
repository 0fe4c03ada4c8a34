import { useDeed } from '../../lib/deed';
import { Button } from '../../ui/button';
import type { IconName } from '../../ui/icon';
import { Refusal } from '../../ui/refusal';

interface FileButtonProps {
  label: string;
  busyLabel: string;
  icon: IconName;
  fetchFile: () => Promise<Blob>;
  fileName: string;
  kind?: 'primary' | 'plain';
}

/** How long the browser may take to hand the file over. */
const KEPT_MS = 60_000;

/** Fetches a document and hands it to the phone, which shows, prints or keeps it. */
export function FileButton({ label, busyLabel, icon, fetchFile, fileName, kind = 'plain' }: FileButtonProps) {
  const { sending: busy, refused, run } = useDeed();
  const save = () =>
    run(async () => {
      const address = URL.createObjectURL(await fetchFile());
      const link = document.createElement('a');
      link.href = address;
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
    });
  return (
    <>
      <Button kind={kind} icon={icon} onPress={() => void save()} isDisabled={busy}>
        {busy ? busyLabel : label}
      </Button>
      {refused && <Refusal error={refused} />}
    </>
  );
}
