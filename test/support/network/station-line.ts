import type { BrowserContext } from 'playwright-core';
import { CLEAR, type Shape } from './link';
import { TcpPump } from './tcp-pump';
import { UdpPump } from './udp-pump';

const HOUSE = '127.0.0.1';

/** Ports of the house that a place reaches over its line. */
export interface LinePorts {
  /** Pages, signalling, and the media ports' TCP. */
  readonly tcp: readonly number[];
  /** The media nodes' ports. */
  readonly udp: readonly number[];
}

/**
 * The line of one place to the house: the house's ports, once more, at an address of the place's own
 * (127.0.0.11, say; every address of 127.0.0.0/8 is this machine, and to a browser as safe as localhost).
 * What it carries can be delayed, lost, narrowed and cut without anybody else's noticing.
 */
export class StationLine {
  readonly address: string;
  readonly #udp: readonly UdpPump[];
  readonly #tcp: readonly TcpPump[];

  private constructor(address: string, udp: readonly UdpPump[], tcp: readonly TcpPump[]) {
    this.address = address;
    this.#udp = udp;
    this.#tcp = tcp;
  }

  static async open(address: string, ports: LinePorts): Promise<StationLine> {
    const to = (port: number, seed: number) => ({ address, port, target: { address: HOUSE, port }, seed });
    const udp = await Promise.all(ports.udp.map((port, at) => UdpPump.open(to(port, 100 + at))));
    const tcp = await Promise.all(ports.tcp.map((port, at) => TcpPump.open(to(port, 200 + at))));
    return new StationLine(address, udp, tcp);
  }

  shape(shape: Shape): void {
    for (const pump of [...this.#udp, ...this.#tcp]) pump.shape(shape);
  }

  clear(): void {
    this.shape(CLEAR);
  }

  cut(): void {
    for (const pump of [...this.#udp, ...this.#tcp]) pump.cut();
  }

  mend(): void {
    for (const pump of [...this.#udp, ...this.#tcp]) pump.mend();
  }

  /** Packets of sound and picture that were dropped on this line. */
  get dropped(): number {
    return this.#udp.reduce((sum, { toClient, toTarget }) => sum + toClient.dropped + toTarget.dropped, 0);
  }

  get passed(): number {
    return this.#udp.reduce((sum, { toClient, toTarget }) => sum + toClient.passed + toTarget.passed, 0);
  }

  /** Bytes of sound and picture that passed, each way. */
  get bytes(): { readonly out: number; readonly back: number } {
    const sum = (of: (pump: UdpPump) => number): number => this.#udp.reduce((all, pump) => all + of(pump), 0);
    return { out: sum(({ toTarget }) => toTarget.passedBytes), back: sum(({ toClient }) => toClient.passedBytes) };
  }

  async close(): Promise<void> {
    for (const pump of this.#udp) pump.close();
    await Promise.all(this.#tcp.map((pump) => pump.close()));
  }
}

/** Has a profile's pages send sound and picture over this line, too: the node names the house's address. */
export async function sendMediaOver(context: BrowserContext, line: Pick<StationLine, 'address'>): Promise<void> {
  const source = `(() => {
    const original = RTCPeerConnection.prototype.setRemoteDescription;
    RTCPeerConnection.prototype.setRemoteDescription = function (description) {
      const sdp = description?.sdp?.replaceAll(' ${HOUSE} ', ' ${line.address} ');
      return original.call(this, description && { type: description.type, sdp });
    };
  })()`;
  await context.addInitScript(source);
}
