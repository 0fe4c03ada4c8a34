import type { ApiError } from '../../lib/api';
import { LanguageSwitch } from '../../ui/language-switch';
import { Loading } from '../../ui/loading';
import { Mark } from '../../ui/mark';
import { Refusal } from '../../ui/refusal';
import { HelpButton } from './help-button';

interface RoomTroubleProps {
  /** Null while the first answer is awaited. */
  error: ApiError | null;
  again: () => void;
}

/** Before the server has answered: what is in the way. It is tried again by itself; the red button is there already. */
export function RoomTrouble({ error, again }: RoomTroubleProps) {
  return (
    <div className="room light">
      <header className="top">
        <Mark />
        <LanguageSwitch />
      </header>
      <main className="trouble">{error ? <Refusal error={error} again={again} /> : <Loading />}</main>
      <footer>
        <HelpButton />
      </footer>
    </div>
  );
}
