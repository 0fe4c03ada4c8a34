import type { CallState, Occupant, Source } from '@contracts/media/signalling';
import type { CallSnapshot, RemoteTrack } from '../../rtc/call-snapshot';

/** Who someone in the call is to the person on this side of the screen. Nobody's name but the officer's. */
export type Who = 'official' | 'other' | 'expert' | 'interpreter' | 'companion' | 'clerk';

/** Where this party stands: together, alone with the mediator, or while the mediator is with the other side. */
export type Situation = 'together' | 'caucus' | 'otherCaucus' | 'alone';

export interface Shown {
  seat: string;
  who: Who;
  track: RemoteTrack | null;
}

export interface StageView {
  situation: Situation;
  /** The large picture: a shared screen first, then the officer, then whoever is there. */
  main: Shown | null;
  sharing: boolean;
  /** Everyone else in this space. */
  others: Shown[];
  /** All who hear this person now, beside the person. */
  hearing: Who[];
}

const WHO = {
  host: 'official',
  party: 'other',
  expert: 'expert',
  interpreter: 'interpreter',
  guardian: 'companion',
  clerk: 'clerk',
} as const satisfies Record<Occupant['role'], Who>;

const RANK: Record<Who, number> = { official: 0, expert: 1, interpreter: 2, other: 3, companion: 4, clerk: 5 };

function situationOf({ caucusOf, mySeat, mySpace, occupants }: CallState, others: number): Situation {
  if (mySpace.startsWith('caucus:')) return 'caucus';
  const mine = occupants.find(({ seat }) => seat === mySeat);
  if (caucusOf !== null && caucusOf !== mine?.side) return 'otherCaucus';
  return others > 0 ? 'together' : 'alone';
}

const picture = (snapshot: CallSnapshot, seat: string, source: Source): RemoteTrack | null =>
  snapshot.remote.find((one) => one.seat === seat && one.source === source && one.kind === 'video' && !one.paused) ??
  null;

/** What the stage shows of a call, from one person's place in it. Only this person's own space counts. */
export function stageView(snapshot: CallSnapshot): StageView | null {
  const { call } = snapshot;
  if (!call) return null;
  const here = call.occupants
    .filter(({ seat, space, connected }) => seat !== call.mySeat && space === call.mySpace && connected)
    .map((occupant) => ({ ...occupant, who: WHO[occupant.role] }))
    .sort((one, two) => RANK[one.who] - RANK[two.who]);
  const sharer = here.find(({ seat }) => picture(snapshot, seat, 'screen') !== null);
  const cameras = here.map(({ seat, who }): Shown => ({ seat, who, track: picture(snapshot, seat, 'camera') }));
  const [first = null, ...rest] = cameras;
  const main = sharer ? { seat: sharer.seat, who: sharer.who, track: picture(snapshot, sharer.seat, 'screen') } : first;
  return {
    situation: situationOf(call, here.length),
    main,
    sharing: sharer !== undefined,
    others: sharer ? cameras : rest,
    hearing: here.map(({ who }) => who),
  };
}
