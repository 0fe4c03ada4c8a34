/** What a browser must have for a talk, and this one has not. */
export type Lack = 'insecure' | 'noDevices' | 'noCalls';

interface Browser {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
  readonly navigator: { readonly mediaDevices?: { readonly getUserMedia?: unknown } | undefined };
}

/**
 * Why no talk is possible in this browser; null where it is. A page that came without TLS is the first to be
 * named: browsers hide camera and microphone from it, and everything else may be fine.
 */
export function lackOf(browser: Browser): Lack | null {
  if (!browser.isSecureContext) return 'insecure';
  if (browser.RTCPeerConnection === undefined) return 'noCalls';
  return browser.navigator.mediaDevices?.getUserMedia === undefined ? 'noDevices' : null;
}
