/** Fewer quiet looks than this are no cut: a browser has nothing to say while nothing is sent to it. */
const QUIET_LOOKS = 2;

/** Notices, look by look, that a way is used again which was quiet for a while. */
export class Comeback {
  #bytes = -1;
  #quiet = 0;

  /** `bytes`: all that ever came over the way. True once, with the first look after a silence. */
  look(bytes: number): boolean {
    if (bytes === this.#bytes) {
      this.#quiet += 1;
      return false;
    }
    const back = this.#quiet >= QUIET_LOOKS;
    this.#bytes = bytes;
    this.#quiet = 0;
    return back;
  }
}
