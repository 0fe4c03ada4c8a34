import { RECORDING_SCOPES, type RecordingScope } from '@contracts/media/recording';
import type { RecordingLamp } from '@contracts/media/signalling';
import type { Clock } from '../clock';
import type { Happening } from '../events';
import { LAMP_OFF } from '../recording-port';

/** How it stands with one scope. `absent`: nobody is there to be recorded. */
export interface Standing {
  readonly state: RecordingLamp['state'] | 'absent';
  readonly reason: string | null;
  readonly storedSegments: number;
}

type Told = Extract<Happening, { kind: 'recording' }>['state'];

/** The red lamps of a call, one a scope: tells the server what changes, and says whether anything did. */
export class Lamps {
  readonly #clock: Clock;
  readonly #tell: (happening: Happening) => void;
  readonly #lamps = new Map<RecordingScope, RecordingLamp>();
  readonly #told = new Map<RecordingScope, Told>();

  constructor(clock: Clock, tell: (happening: Happening) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  of(scope: RecordingScope): RecordingLamp {
    return this.#lamps.get(scope) ?? { ...LAMP_OFF, restricted: scope !== 'plenary' };
  }

  /** Sets all lamps anew. True where one changed. */
  show(standing: (scope: RecordingScope) => Standing): boolean {
    const changes = RECORDING_SCOPES.map((scope) => this.#set(scope, standing(scope)));
    return changes.includes(true);
  }

  #set(scope: RecordingScope, { state, reason, storedSegments }: Standing): boolean {
    const before = this.of(scope);
    const shown = state === 'absent' ? 'off' : state;
    const since = shown !== 'on' ? null : (before.since ?? this.#clock.now().toISOString());
    const lamp = { state: shown, restricted: scope !== 'plenary', since, storedSegments };
    this.#lamps.set(scope, lamp);
    if (shown !== 'starting') this.#report(scope, shown, reason);
    return before.state !== shown || before.storedSegments !== storedSegments;
  }

  #report(scope: RecordingScope, state: Told, reason: string | null): void {
    if ((this.#told.get(scope) ?? 'off') === state) return;
    this.#told.set(scope, state);
    this.#tell({ kind: 'recording', scope, state, reason: reason?.slice(0, 200) ?? null });
  }
}
