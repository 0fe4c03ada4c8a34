import type { types } from 'mediasoup';

/** The node's half of a connection, as it told it. */
export interface FarEnd {
  readonly iceParameters: Pick<types.IceParameters, 'usernameFragment' | 'password'>;
  readonly iceCandidates: readonly Pick<types.IceCandidate, 'ip' | 'port' | 'protocol' | 'priority'>[];
  readonly dtlsParameters: types.DtlsParameters;
}

export interface Section {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly direction: 'sendonly' | 'recvonly';
  readonly payloadType: number;
  /** `opus/48000/2`, say. */
  readonly codec: string;
  /** Under which the far end sends. */
  readonly ssrc?: number;
}

/** Where the node takes packets; told only once it knows whom to expect, so that no handshake begins before. */
export const candidatesOf = ({ iceCandidates }: FarEnd): string[] =>
  iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(({ ip, port, priority }) => `candidate:1 1 UDP ${priority} ${ip} ${port} typ host`);

/** The node's half in the words of SDP, which is what the load generator understands. */
export function describe(far: FarEnd, sections: readonly Section[], setup: 'actpass' | 'passive'): string {
  const fingerprint = far.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint) throw new Error('The node gave no SHA-256 fingerprint.');
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`,
    ...sections.flatMap((section) => [
      `m=${section.kind} 9 UDP/TLS/RTP/SAVPF ${section.payloadType}`,
      'c=IN IP4 127.0.0.1',
      `a=mid:${section.mid}`,
      `a=${section.direction}`,
      'a=rtcp-mux',
      `a=rtpmap:${section.payloadType} ${section.codec}`,
      ...(section.ssrc === undefined ? [] : [`a=ssrc:${section.ssrc} cname:node`]),
      `a=ice-ufrag:${far.iceParameters.usernameFragment}`,
      `a=ice-pwd:${far.iceParameters.password}`,
      `a=fingerprint:sha-256 ${fingerprint.value}`,
      `a=setup:${setup}`,
    ]),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** Our own half, as the node wants to know it: we begin the handshake. */
export function ownDtls(sdp: string): types.DtlsParameters {
  const value = /a=fingerprint:sha-256 (\S+)/i.exec(sdp)?.[1];
  if (!value) throw new Error('The load generator gave no SHA-256 fingerprint.');
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
}
