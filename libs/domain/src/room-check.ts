/** What a check of a set found, before it is judged. `null`: not measured. */
export interface CheckMeasures {
  readonly camera: {
    /** `blocked`: it is there and allowed, and gives no picture. */
    readonly state: 'on' | 'blocked' | 'missing' | 'denied';
    /** Mean brightness of the picture, 0 black to 255 white, and how far its points differ from that. */
    readonly brightness: number | null;
    readonly contrast: number | null;
  };
  readonly microphone: {
    readonly state: 'on' | 'missing' | 'denied';
    /** Loudest moment while listening, 0 to 1. */
    readonly peak: number | null;
    /** Whether somebody was asked to speak. A check with nobody there says nothing of a silent room. */
    readonly spokenTo: boolean;
  };
  readonly speaker: {
    readonly state: 'heard' | 'notHeard' | 'unclear' | 'missing' | 'untried';
    /** How much louder the tone was than before it, in decibels. */
    readonly riseDb: number | null;
  };
  readonly line: LineMeasures | null;
}

/** The line to the media node, both ways, as measured with real media. */
export interface LineMeasures {
  /** Whether the node was reached and media flowed. */
  readonly reached: boolean;
  /** Shares of packets lost, 0 to 1. */
  readonly lossUp: number | null;
  readonly lossDown: number | null;
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  /** What really flowed, in kbit/s. */
  readonly upKbps: number | null;
  readonly downKbps: number | null;
  /** What the browser believes it could send, in kbit/s. */
  readonly availableUpKbps: number | null;
  readonly protocol: 'udp' | 'tcp' | null;
  /** Through a relay (TURN). */
  readonly relayed: boolean;
}

export const CHECK_PARTS = ['camera', 'microphone', 'speaker', 'line'] as const;
export type CheckPart = (typeof CHECK_PARTS)[number];
export const CHECK_GRADES = ['good', 'weak', 'bad'] as const;
export type CheckGrade = (typeof CHECK_GRADES)[number];

/** Each thing that can be wrong, with its part and how bad it is. The screens have a sentence and an advice for each. */
const CAUSES = {
  cameraMissing: ['camera', 'bad'],
  cameraDenied: ['camera', 'bad'],
  cameraBlocked: ['camera', 'bad'],
  cameraDark: ['camera', 'weak'],
  cameraCovered: ['camera', 'weak'],
  microphoneMissing: ['microphone', 'bad'],
  microphoneDenied: ['microphone', 'bad'],
  microphoneSilent: ['microphone', 'bad'],
  microphoneQuiet: ['microphone', 'weak'],
  speakerMissing: ['speaker', 'bad'],
  speakerNotHeard: ['speaker', 'bad'],
  speakerUnclear: ['speaker', 'weak'],
  lineUnreached: ['line', 'bad'],
  lineLossBad: ['line', 'bad'],
  lineLossWeak: ['line', 'weak'],
  lineDelayBad: ['line', 'bad'],
  lineDelayWeak: ['line', 'weak'],
  lineJitter: ['line', 'weak'],
  lineNarrowBad: ['line', 'bad'],
  lineNarrowWeak: ['line', 'weak'],
  lineTcp: ['line', 'weak'],
} as const satisfies Readonly<Record<string, readonly [CheckPart, CheckGrade]>>;
export type CheckCause = keyof typeof CAUSES;
export const CHECK_CAUSES = Object.keys(CAUSES) as CheckCause[];

/** Causes with which a room carries no talk at all: nobody is heard, or there is no line. The planner leaves it out. */
export const STOPPING_CAUSES: readonly CheckCause[] = [
  'cameraDenied',
  'microphoneMissing',
  'microphoneDenied',
  'lineUnreached',
];

/**
 * Where good ends. Loss as the media node grades it (3 %, 10 %). Delay: a talk is easy up to 300 ms there and
 * back and hard beyond 600 (ITU-T G.114 has 150 and 400 one way, of which encoding and playing take their
 * part). Jitter beyond 50 ms outruns the browser's buffer. Speech alone takes 120 kbit/s (goal 7); 400 kbit/s
 * carry a picture in which a face can be read.
 */
export const CHECK_LIMITS = {
  darkBrightness: 16,
  coveredContrast: 3,
  silentPeak: 0.004,
  quietPeak: 0.03,
  weakLoss: 0.03,
  badLoss: 0.1,
  weakRoundTripMs: 300,
  badRoundTripMs: 600,
  weakJitterMs: 50,
  weakKbps: 400,
  badKbps: 120,
} as const;

export interface CheckJudgement {
  readonly grade: CheckGrade;
  readonly parts: Readonly<Record<CheckPart, CheckGrade>>;
  /** What is wrong, the worst first; empty when all is good. */
  readonly causes: readonly CheckCause[];
}

const RANK: Readonly<Record<CheckGrade, number>> = { good: 0, weak: 1, bad: 2 };
const worse = (one: CheckGrade, other: CheckGrade): CheckGrade => (RANK[one] >= RANK[other] ? one : other);

export const partOfCause = (cause: CheckCause): CheckPart => CAUSES[cause][0];
export const gradeOfCause = (cause: CheckCause): CheckGrade => CAUSES[cause][1];

/** The word for a check: every cause that its numbers show, and the worst of them for each part and for all. */
export function judgeCheck(measures: CheckMeasures): CheckJudgement {
  const found = [
    cameraCause(measures.camera),
    microphoneCause(measures.microphone),
    speakerCause(measures.speaker),
    ...(measures.line ? lineCauses(measures.line) : []),
  ].filter((cause) => cause !== null);
  const causes = found.toSorted((one, other) => RANK[gradeOfCause(other)] - RANK[gradeOfCause(one)]);
  const parts: Record<CheckPart, CheckGrade> = { camera: 'good', microphone: 'good', speaker: 'good', line: 'good' };
  for (const cause of causes) parts[partOfCause(cause)] = worse(parts[partOfCause(cause)], gradeOfCause(cause));
  return { grade: CHECK_PARTS.map((part) => parts[part]).reduce(worse), parts, causes };
}

/**
 * Whether a later check proves that a cause is gone. A part that was not tried proves nothing, nor does a room
 * in which nobody was asked to speak prove that the microphone is loud enough.
 */
export function provesMended(cause: CheckCause, measures: CheckMeasures): boolean {
  if (judgeCheck(measures).causes.includes(cause)) return false;
  switch (partOfCause(cause)) {
    case 'line':
      return measures.line !== null;
    case 'speaker':
      return measures.speaker.state !== 'untried';
    case 'microphone':
      return cause === 'microphoneSilent' || cause === 'microphoneQuiet'
        ? measures.microphone.spokenTo || measures.speaker.state === 'heard'
        : true;
    case 'camera':
      return true;
  }
}

function cameraCause({ state, brightness, contrast }: CheckMeasures['camera']): CheckCause | null {
  if (state === 'missing') return 'cameraMissing';
  if (state === 'denied') return 'cameraDenied';
  if (state === 'blocked') return 'cameraBlocked';
  if (brightness !== null && brightness < CHECK_LIMITS.darkBrightness) return 'cameraDark';
  return contrast !== null && contrast < CHECK_LIMITS.coveredContrast ? 'cameraCovered' : null;
}

function microphoneCause({ state, peak, spokenTo }: CheckMeasures['microphone']): CheckCause | null {
  if (state === 'missing') return 'microphoneMissing';
  if (state === 'denied') return 'microphoneDenied';
  if (!spokenTo || peak === null) return null;
  if (peak < CHECK_LIMITS.silentPeak) return 'microphoneSilent';
  return peak < CHECK_LIMITS.quietPeak ? 'microphoneQuiet' : null;
}

function speakerCause({ state }: CheckMeasures['speaker']): CheckCause | null {
  if (state === 'missing') return 'speakerMissing';
  if (state === 'notHeard') return 'speakerNotHeard';
  return state === 'unclear' ? 'speakerUnclear' : null;
}

function lineCauses(line: LineMeasures): (CheckCause | null)[] {
  if (!line.reached) return ['lineUnreached'];
  const loss = Math.max(line.lossUp ?? 0, line.lossDown ?? 0);
  const narrowest = Math.min(line.upKbps ?? Infinity, line.downKbps ?? Infinity);
  return [
    above(loss, [CHECK_LIMITS.weakLoss, 'lineLossWeak'], [CHECK_LIMITS.badLoss, 'lineLossBad']),
    above(
      line.roundTripMs ?? 0,
      [CHECK_LIMITS.weakRoundTripMs, 'lineDelayWeak'],
      [CHECK_LIMITS.badRoundTripMs, 'lineDelayBad'],
    ),
    (line.jitterMs ?? 0) >= CHECK_LIMITS.weakJitterMs ? 'lineJitter' : null,
    narrowest < CHECK_LIMITS.badKbps ? 'lineNarrowBad' : narrowest < CHECK_LIMITS.weakKbps ? 'lineNarrowWeak' : null,
    line.protocol === 'tcp' ? 'lineTcp' : null,
  ];
}

type Step = readonly [limit: number, cause: CheckCause];
const above = (value: number, weak: Step, bad: Step): CheckCause | null =>
  value >= bad[0] ? bad[1] : value >= weak[0] ? weak[1] : null;
