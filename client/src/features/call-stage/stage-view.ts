import type { CallState, Occupant, Source } from '@contracts/media/signalling';
import type { CallSnapshot, RemoteTrack } from '../../rtc/call-snapshot';

/** Who someone in the call is to the person on this side of the screen. Nobody's name but the officer's. */
export type Who = 'official' | 'other' | 'expert' | 'interpreter' | 'companion' | 'clerk' | 'sideA' | 'sideB';

/** Where this party stands: together, alone with the mediator, or while the mediator is with the other side. */
export type Situation = 'together' | 'caucus' | 'otherCaucus' | 'alone';

export interface Shown {
  seat: string;
  who: Who;
  track: RemoteTrack | null;
  /** A camera that is on, and whose picture the sender's line does not carry now. */
  held: boolean;
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

const RANK: Record<Who, number> = {
  official: 0,
  expert: 1,
  interpreter: 2,
  other: 3,
  sideA: 3,
  sideB: 4,
  companion: 5,
  clerk: 6,
};

/** To a party the other one is the other side; to a guest, who has none, the parties are 甲方 and 乙方. */
function whoIs({ role, side }: Occupant, forGuest: boolean): Who {
  if (role !== 'party' || !forGuest || side === null) return WHO[role];
  return side === 'A' ? 'sideA' : 'sideB';
}

function situationOf({ caucusOf, mySeat, mySpace, occupants }: CallState, others: number): Situation {
  if (mySpace.startsWith('caucus:')) return 'caucus';
  const mine = occupants.find(({ seat }) => seat === mySeat);
  const isParty = mine?.role === 'party' || mine?.role === 'guardian';
  if (isParty && caucusOf !== null && caucusOf !== mine.side) return 'otherCaucus';
  return others > 0 ? 'together' : 'alone';
}

/** What is for reading: a shared screen, or paper under a second camera. */
const reading = (snapshot: CallSnapshot, seat: string): RemoteTrack | null =>
  picture(snapshot, seat, 'screen') ?? picture(snapshot, seat, 'document');

const isHeld = ({ sources }: Occupant): boolean => sources.some(({ source, paused }) => source === 'camera' && paused);

const picture = (snapshot: CallSnapshot, seat: string, source: Source): RemoteTrack | null =>
  snapshot.remote.find((one) => one.seat === seat && one.source === source && one.kind === 'video' && !one.paused) ??
  null;

/** What the stage shows of a call, from one person's place in it. Only this person's own space counts. */
export function stageView(snapshot: CallSnapshot): StageView | null {
  const { call } = snapshot;
  if (!call) return null;
  const mine = call.occupants.find(({ seat }) => seat === call.mySeat);
  const forGuest = mine?.role === 'expert' || mine?.role === 'interpreter';
  const here = call.occupants
    // While the talk is paused nobody hears or sees anybody.
    .filter(() => call.suspendedAt === null)
    .filter(({ seat, space, connected }) => seat !== call.mySeat && space === call.mySpace && connected)
    .map((occupant) => ({ ...occupant, who: whoIs(occupant, forGuest) }))
    .sort((one, two) => RANK[one.who] - RANK[two.who]);
  const sharer = here.find(({ seat }) => reading(snapshot, seat) !== null);
  const cameras = here.map((one): Shown => ({
    seat: one.seat,
    who: one.who,
    track: picture(snapshot, one.seat, 'camera'),
    held: isHeld(one),
  }));
  const [first = null, ...rest] = cameras;
  const main = sharer
    ? { seat: sharer.seat, who: sharer.who, track: reading(snapshot, sharer.seat), held: false }
    : first;
  return {
    situation: situationOf(call, here.length),
    main,
    sharing: sharer !== undefined,
    others: sharer ? cameras : rest,
    hearing: here.map(({ who }) => who),
  };
}
