/** Notices, look by look, that a way is used again which was quiet for a while. */
export class Comeback {
  #bytes = -1;
  #quiet = false;

  /** `bytes`: all that ever came over the way. True once, with the first look after a silence. */
  look(bytes: number): boolean {
    if (bytes === this.#bytes) {
      this.#quiet = true;
      return false;
    }
    const back = this.#quiet;
    this.#bytes = bytes;
    this.#quiet = false;
    return back;
  }
}
