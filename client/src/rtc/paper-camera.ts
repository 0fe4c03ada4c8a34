type Device = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>;

/** What makers call a camera that looks away from the person, or down on a desk. */
const LOOKS_AWAY = /back|rear|environment|document|overhead|后置|后摄|高拍|实物/i;

/**
 * Which camera looks on papers: never `not`, the one that shows the person, and of several the one whose name says
 * so. `any` while it is not known which shows the person; `none` where there is no other.
 */
export function paperCameraOf(devices: readonly Device[], not: string | null): string {
  if (not === null) return 'any';
  const others = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '' && deviceId !== not);
  return (others.find(({ label }) => LOOKS_AWAY.test(label)) ?? others[0])?.deviceId ?? 'none';
}
