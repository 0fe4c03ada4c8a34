/* global document, navigator, AudioContext, MediaStream, setInterval */
import { now } from './clock.js';
import { paintStamp } from './stamp.js';

const [WIDTH, HEIGHT, RATE] = [640, 360, 30];

/** A camera that shows the time, and a microphone with one unbroken pitch, in place of the browser's own. */
export function fakeDevices(hertz) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const brush = canvas.getContext('2d', { alpha: false });
  let hue = 0;
  setInterval(() => {
    hue = (hue + 7) % 360;
    brush.fillStyle = `hsl(${hue} 60% 50%)`;
    brush.fillRect(0, HEIGHT / 2, WIDTH, HEIGHT / 2);
    paintStamp(brush, WIDTH, HEIGHT, now());
  }, 1000 / RATE);
  const audio = new AudioContext();
  const tone = new globalThis.OscillatorNode(audio, { frequency: hertz });
  const quieter = new globalThis.GainNode(audio, { gain: 0.3 });
  const out = audio.createMediaStreamDestination();
  tone.connect(quieter).connect(out);
  tone.start();
  const tracks = () => ({
    audio: out.stream.getAudioTracks()[0].clone(),
    video: canvas.captureStream(RATE).getVideoTracks()[0],
  });
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const { audio: voice, video } = tracks();
    return new MediaStream([...(wish.audio ? [voice] : []), ...(wish.video ? [video] : [])]);
  };
}
