const WIDTH = 480;
const HEIGHT = 270;
const PER_SECOND = 20;
/** So much of the picture changes each time; more would only heat the machine. */
const BLOCKS = 400;

/** A picture that never stands still, so that a line is filled whether or not there is a camera. */
export class TestPicture {
  readonly track: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const brush = canvas.getContext('2d');
    const [track] = canvas.captureStream(PER_SECOND).getVideoTracks();
    if (!brush || !track) throw new Error('this browser draws no pictures');
    this.track = track;
    this.#timer = setInterval(() => {
      for (let block = 0; block < BLOCKS; block += 1) {
        brush.fillStyle = `hsl(${Math.random() * 360} 80% ${Math.random() * 100}%)`;
        brush.fillRect(Math.random() * WIDTH, Math.random() * HEIGHT, 14, 14);
      }
    }, 1000 / PER_SECOND);
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}

/** A steady soft tone that nobody hears: small packets at even times, in which the unevenness of a line shows. */
export class TestSound {
  readonly track: MediaStreamTrack | null;
  readonly #context = new AudioContext();

  constructor() {
    const out = this.#context.createMediaStreamDestination();
    const gain = this.#context.createGain();
    gain.gain.value = 0.05;
    gain.connect(out);
    const tone = this.#context.createOscillator();
    tone.connect(gain);
    tone.start();
    this.track = out.stream.getAudioTracks()[0] ?? null;
  }

  close(): void {
    this.track?.stop();
    void this.#context.close();
  }
}
