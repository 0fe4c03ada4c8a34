import type { Side } from '@domain/people';
import type { Signalling } from './signalling';

/**
 * What a person in the call asks of the media node. Each rejects with `CallError` when the node
 * refuses, and with `UNAVAILABLE` while the line is cut.
 */
export abstract class CallOrders {
  /** The connection of now; throws `CallError` while there is none. */
  protected abstract connected(): Signalling;

  async movePeer(seat: string, space: string): Promise<void> {
    await this.connected().request('peer.move', { seat, space });
  }

  /** Goes into a private talk with one side. `minutes` warns when they are over, and closes nothing. */
  async openCaucus(side: Side, minutes: number | null = null): Promise<void> {
    await this.connected().request('caucus.open', { side, minutes });
  }

  async closeCaucus(): Promise<void> {
    await this.connected().request('caucus.close', {});
  }

  /** Asks a side whether it will talk alone with the host; on yes the private talk opens by itself. */
  async inviteCaucus(side: Side, minutes: number | null = null): Promise<void> {
    await this.connected().request('caucus.invite', { side, minutes });
  }

  async answerCaucus(accepted: boolean): Promise<void> {
    await this.connected().request('caucus.answer', { accepted });
  }

  async lockCaucus(locked: boolean): Promise<void> {
    await this.connected().request('caucus.lock', { locked });
  }

  /** Nobody hears or sees anybody until `resume`; every place is kept. */
  async suspend(): Promise<void> {
    await this.connected().request('call.suspend', {});
  }

  async resume(): Promise<void> {
    await this.connected().request('call.resume', {});
  }

  /** One's own voice comes back out of this seat's microphone. */
  async reportEcho(seat: string): Promise<void> {
    await this.connected().request('echo.report', { seat });
  }

  async raiseHand(raised: boolean): Promise<void> {
    await this.connected().request('hand.raise', { raised });
  }

  async mutePeer(seat: string): Promise<void> {
    await this.connected().request('peer.mute', { seat });
  }

  async removePeer(seat: string): Promise<void> {
    await this.connected().request('peer.remove', { seat });
  }

  async endCall(): Promise<void> {
    await this.connected().request('call.end', {});
  }

  async sendText(text: string): Promise<void> {
    await this.connected().request('text.send', { text });
  }
}
