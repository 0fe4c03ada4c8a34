import type { NodeEvents, PeerQuality } from '@contracts/media/signalling';
import type { SnapshotStore } from './call-snapshot';
import type { MediaSession } from './media-session';

const KEPT_TEXTS = 200;
/** Ten minutes of a seat's line, told every few seconds. */
const KEPT_QUALITY = 240;
/** How long the warning of two microphones stands. It is said again while it lasts. */
const ECHO_SAID_MS = 30_000;

interface Told {
  readonly store: SnapshotStore;
  readonly media: () => MediaSession | null;
  readonly background: (work: Promise<void>) => void;
  readonly onMuted: () => Promise<void>;
  readonly onOver: NodeEvents['call.over'];
}

/** A seat's line with one more reading. An older one, come late, changes nothing. */
export function withReading(known: readonly PeerQuality[] | undefined, reading: PeerQuality): readonly PeerQuality[] {
  const last = known?.at(-1);
  if (known && last && Date.parse(reading.at) <= Date.parse(last.at)) return known;
  return [...(known ?? []), reading].slice(-KEPT_QUALITY);
}

/** What the node tells, written into the snapshot or handed to the media. */
export function nodeListeners({ store, media, background, onMuted, onOver }: Told): NodeEvents {
  return {
    'call.state': (call) => {
      const { caucusEnding, caucusAnswer } = store.get();
      store.change({
        call,
        // News of a private talk ends with it, and an answer with the next question.
        caucusEnding: call.caucus ? caucusEnding : null,
        caucusAnswer: call.invited ? null : caucusAnswer,
      });
    },
    'consumer.created': (created, ack) => {
      const received = media()?.received;
      if (received) background(received.take(created, ack));
    },
    'consumer.closed': ({ consumerId }) => media()?.received.drop(consumerId),
    'consumer.paused': ({ consumerId }) => media()?.received.notePaused(consumerId, true),
    'consumer.resumed': ({ consumerId }) => media()?.received.notePaused(consumerId, false),
    'peer.quality': (reading) => {
      const { grades, quality } = store.get();
      const { seat, grade } = reading;
      const lines = withReading(quality[seat], reading);
      if (lines === quality[seat]) return;
      store.change({ grades: { ...grades, [seat]: grade }, quality: { ...quality, [seat]: lines } });
    },
    'peer.speaking': ({ seat }) => store.change({ speakingSeat: seat }),
    'caucus.answered': (caucusAnswer) => store.change({ caucusAnswer }),
    'caucus.ending': ({ secondsLeft }) => store.change({ caucusEnding: { secondsLeft } }),
    'peer.echo': (echo) => {
      store.change({ echo });
      setTimeout(() => {
        if (store.get().echo === echo) store.change({ echo: null });
      }, ECHO_SAID_MS);
    },
    'peer.muted': () => background(onMuted()),
    'text.received': (text) => store.change({ texts: [...store.get().texts, text].slice(-KEPT_TEXTS) }),
    'call.over': onOver,
  };
}
