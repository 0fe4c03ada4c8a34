import type { CallState, Occupant } from '@contracts/media/signalling';
import type { CallSnapshot, RemoteTrack } from '../../rtc/call-snapshot';

/** Who someone in the call is to the person on this side of the screen. Nobody's name but the officer's. */
export type Who =
  'official' | 'other' | 'beside' | 'expert' | 'interpreter' | 'companion' | 'clerk' | 'sideA' | 'sideB';

/** Where this party stands: together, alone with the mediator, or while the mediator is with the other side. */
export type Situation = 'together' | 'caucus' | 'otherCaucus' | 'alone';

/**
 * Why somebody's picture is not there: a line does not carry it now, it is on its way, they have none and are heard,
 * or they are neither seen nor heard.
 */
export type Unseen = 'held' | 'coming' | 'soundOnly' | 'neither';

export interface Shown {
  seat: string;
  who: Who;
  /** A face, or what is to be read. */
  source: 'camera' | 'screen' | 'document';
  track: RemoteTrack | null;
  unseen: Unseen | null;
}

export interface StageView {
  situation: Situation;
  /** The large picture: what was shown last to be read, else the officer, else whoever is there. */
  main: Shown | null;
  /** What else is shown to be read, then everyone else in this space. */
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
  beside: 3,
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

function unseenOf({ remote }: CallSnapshot, { seat, sources }: Occupant): Unseen | null {
  const camera = sources.find(({ source }) => source === 'camera');
  const voice = sources.find(({ source }) => source === 'microphone');
  if (!camera) return voice && !voice.paused ? 'soundOnly' : 'neither';
  const received = remote.find((one) => one.seat === seat && one.source === 'camera');
  // Held by the sender's line, or by the one to this screen.
  if (camera.paused || received?.paused) return 'held';
  return received ? null : 'coming';
}

const faceOf = (snapshot: CallSnapshot, seat: string): RemoteTrack | null =>
  snapshot.remote.find((one) => one.seat === seat && one.source === 'camera' && !one.paused) ?? null;

/** Shared screens, and papers under a second camera, of those who are here; the last shown first. */
function readingsOf({ remote }: CallSnapshot, here: readonly { seat: string; who: Who }[]): Shown[] {
  return remote.toReversed().flatMap((track) => {
    const { seat, source, kind, paused } = track;
    const from = here.find((one) => one.seat === seat);
    if (!from || kind !== 'video' || paused || source === 'camera' || source === 'microphone') return [];
    return [{ seat, who: from.who, source, track, unseen: null }];
  });
}

/**
 * What the stage shows of a call, from one person's place in it. Only this person's own space counts.
 * `beside`: the other party sits before the same set. They have no seat in the call, are in the own picture, and hear
 * every word, also while the talk is paused.
 */
export function stageView(snapshot: CallSnapshot, beside = false): StageView | null {
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
  const faces = here.map((one): Shown => ({
    seat: one.seat,
    who: one.who,
    source: 'camera',
    track: faceOf(snapshot, one.seat),
    unseen: unseenOf(snapshot, one),
  }));
  const [main = null, ...others] = [...readingsOf(snapshot, here), ...faces];
  return {
    situation: situationOf(call, here.length),
    main,
    others,
    hearing: [...(beside ? (['beside'] as const) : []), ...here.map(({ who }) => who)],
  };
}
