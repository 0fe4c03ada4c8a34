import type { RecordingScope } from '@contracts/media/recording';
import { openRecorded, playThrough, soundOf, summaryOf, type Recorded } from '../../../support/recorded';
import { TONES } from '../../../support/media-watch';
import type { SeatedCall, SeatedPlace } from '../../../support/seated-call';
import { say } from '../../../support/say';
import { until } from '../../../support/until';
import type { Findings } from './findings';
import { HEARD, loudness, SILENT, within, type Span } from './sound';

/** What happened in the call, by the bureau's clock. */
export interface Story {
  readonly caucuses: readonly (Span & { readonly side: 'A' | 'B' })[];
  /** Moments after which something must be missing: a worker or a node was killed. */
  readonly kills: readonly number[];
  /** Everything else that may leave a hole. */
  readonly cuts: readonly Span[];
}

const VOICES: Readonly<Record<SeatedPlace, number>> = { A: TONES.sideA, B: TONES.sideB, bureau: TONES.official };
const ALL_TONES = Object.values(VOICES);
/** How far from an event its hole may begin or end: a segment is ten seconds. */
const NEAR_MS = 15_000;
/** A beep's sharp edges spill this share of it into other pitches. */
const SPILT = 0.25;
/** A line that brings nothing for a while makes such a hole; on a busy machine that is no fault of ours. */
const LONG_HOLE_MS = 10_000;
const TOLD_WITHIN_MS = 90_000;

/** Opens, plays, hears through and verifies all that was recorded. Returns how many segments there were. */
export async function checkRecording(call: SeatedCall, story: Story, findings: Findings): Promise<number> {
  await until(
    async () => ['ended', 'away'].includes((await summaryOf(call.host, call.sessionId)).state),
    TOLD_WITHIN_MS,
    'the recording is told to have ended',
  );
  let segments = 0;
  const scopes: RecordingScope[] = ['plenary', ...new Set(story.caucuses.map(({ side }) => `caucus:${side}` as const))];
  for (const scope of scopes) {
    const recorded = await openRecorded(call.host, call.sessionId, scope);
    const { chain, gaps } = recorded.view;
    findings.note(`${scope}: the chain holds`, chain.ok, JSON.stringify(chain.brokenAt));
    const trouble = await recorded.verifyExport(call.stage.dataDir);
    findings.note(`${scope}: the export verifies offline`, trouble === null, trouble ?? '');
    segments += await listen(call, story, scope, recorded, findings);
    if (scope !== 'plenary') continue;
    const spans = gaps.map(({ from, to, reason }) => ({
      from: Date.parse(from),
      to: to ? Date.parse(to) : Infinity,
      reason,
    }));
    for (const kill of story.kills) {
      const shown = spans.some(({ from, to }) => from < kill + NEAR_MS && to > kill - NEAR_MS);
      findings.note(`${scope}: the gap of ${new Date(kill).toISOString()} is shown`, shown, JSON.stringify(gaps));
    }
    const known = [...story.kills.map((at) => ({ from: at, to: at })), ...story.cuts, ...story.caucuses];
    const strange = spans.filter(
      (gap) =>
        !known.some(({ from, to }) => gap.from < to + NEAR_MS && gap.to > from - NEAR_MS) &&
        (gap.reason !== 'missing' || gap.to - gap.from > LONG_HOLE_MS),
    );
    say(`  ${spans.length} gaps, ${spans.filter(({ reason }) => reason === 'missing').length} where nothing arrived`);
    findings.note(`${scope}: no gap is shown where nothing happened`, strange.length === 0, JSON.stringify(strange));
  }
  return segments;
}

/** Plays every segment, and listens to who is in it. */
async function listen(
  call: SeatedCall,
  story: Story,
  scope: RecordingScope,
  recorded: Recorded,
  findings: Findings,
): Promise<number> {
  const voiceOf = new Map(
    Object.entries(call.seats).map(([place, seat]) => [seat, VOICES[place as SeatedPlace]] as const),
  );
  const heard = new Set<number>();
  const [broken, foreign, leaked]: [string[], string[], string[]] = [[], [], []];
  let count = 0;
  for (const track of recorded.view.tracks) {
    const own = voiceOf.get(track.seat);
    for (const segment of track.segments) {
      count += 1;
      const name = `${track.source} ${track.trackId.slice(0, 8)}/${segment.number}`;
      try {
        const file = await recorded.fetch(segment);
        if (track.source !== 'microphone') {
          await playThrough(file);
          continue;
        }
        const sound = await soundOf(file);
        const [ownLoud = 0] = loudness(sound, own === undefined ? [] : [own]);
        for (const [at, loud] of loudness(sound, ALL_TONES).entries()) {
          const tone = ALL_TONES[at] ?? 0;
          if (loud > HEARD && (tone === own || loud > ownLoud * SPILT)) heard.add(tone);
          if (tone !== own && loud > HEARD && loud > ownLoud * SPILT)
            foreign.push(`${name}: ${tone} Hz at ${loud.toFixed(3)}`);
        }
        if (scope !== 'plenary' || own === undefined) continue;
        for (const caucus of story.caucuses) {
          const inside = own === TONES.official || own === VOICES[caucus.side];
          const [loud = 0] = loudness(within(sound, Date.parse(segment.from), caucus), [own]);
          if (inside && loud > SILENT) leaked.push(`${name}: ${own} Hz at ${loud.toFixed(3)}`);
        }
      } catch (error) {
        broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  const expected = scope === 'plenary' ? ALL_TONES : [TONES.official, scope === 'caucus:A' ? TONES.sideA : TONES.sideB];
  const is = [...heard].sort().join();
  findings.note(`${scope}: every one of ${count} segments plays`, count > 0 && broken.length === 0, broken.join('; '));
  findings.note(`${scope}: holds the voices of ${expected.join(', ')} Hz`, is === [...expected].sort().join(), is);
  findings.note(`${scope}: each track holds one voice`, foreign.length === 0, foreign.slice(0, 5).join('; '));
  if (scope === 'plenary')
    findings.note(`${scope}: no sound of a caucus is in it`, leaked.length === 0, leaked.slice(0, 5).join('; '));
  return count;
}
