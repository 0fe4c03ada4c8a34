import { say } from '../../../support/say';

/** What was to be shown, and whether it was; said at once, counted at the end. */
export class Findings {
  readonly wrong: string[] = [];
  held = 0;

  /** Notes whether something holds; `detail` says more when it does not. */
  note(what: string, holds: boolean, detail = ''): void {
    if (holds) this.held += 1;
    else this.wrong.push(detail ? `${what} (${detail})` : what);
    say(`  ${holds ? '✓' : '✗'} ${what}${holds || !detail ? '' : `: ${detail}`}`);
  }

  /** The same of work that throws when it does not hold. */
  async try(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.note(what, true);
      return true;
    } catch (error) {
      this.note(what, false, error instanceof Error ? error.message.slice(0, 300) : String(error));
      return false;
    }
  }
}
