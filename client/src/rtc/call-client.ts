import type { CallTicket } from '@contracts/http/sessions';
import type { Source } from '@contracts/media/signalling';
import type { Side } from '@domain/people';
import type { CallSnapshot } from './call-snapshot';
import { SnapshotStore } from './call-snapshot';

export interface CallClientOptions {
  /** A fresh ticket for this person's seat. Asked for at each connection. */
  getTicket(): Promise<CallTicket>;
}

export class CallClient {
  readonly #store = new SnapshotStore();
  constructor(readonly options: CallClientOptions) {}
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  readonly getSnapshot = (): CallSnapshot => this.#store.get();
  async join(): Promise<void> {}
  leave(): void {}
  async setMicrophone(on: boolean): Promise<void> {
    void on;
  }
  async setCamera(on: boolean): Promise<void> {
    void on;
  }
  async startScreenShare(): Promise<void> {}
  async stopScreenShare(): Promise<void> {}
  async useDevices(devices: { cameraId?: string; microphoneId?: string }): Promise<void> {
    void devices;
  }
  async movePeer(seat: string, space: string): Promise<void> {
    void [seat, space];
  }
  async openCaucus(side: Side): Promise<void> {
    void side;
  }
  async closeCaucus(): Promise<void> {}
  async mutePeer(seat: string): Promise<void> {
    void seat;
  }
  async removePeer(seat: string): Promise<void> {
    void seat;
  }
  async endCall(): Promise<void> {}
  async sendText(text: string): Promise<void> {
    void text;
  }
  async setPreferredLayers(seat: string, source: Source, layer: 0 | 1 | 2): Promise<void> {
    void [seat, source, layer];
  }
}
