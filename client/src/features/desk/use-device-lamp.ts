import { useCallback, useEffect, useState } from 'react';
import { checkDevices, type DeviceCheck } from '../../rtc/devices';
import type { LampState } from '../../ui/lamp';

/** What is known of this computer's camera and microphone, as a word of `device` in the texts. */
export type DeviceWord =
  | 'checking'
  | 'good'
  | 'noCamera'
  | 'noMicrophone'
  | 'neither'
  | 'noPicture'
  | 'noSound'
  | 'denied'
  | 'unasked'
  | 'insecure';

export const LAMP_OF_DEVICES: Readonly<Record<DeviceWord, LampState>> = {
  checking: 'off',
  good: 'on',
  noCamera: 'warn',
  noMicrophone: 'fail',
  neither: 'fail',
  noPicture: 'warn',
  noSound: 'warn',
  denied: 'fail',
  unasked: 'off',
  insecure: 'fail',
};

/** What a thorough check found, the gravest first: without a microphone nobody is heard. */
export function wordOfCheck({ camera, microphone }: Pick<DeviceCheck, 'camera' | 'microphone'>): DeviceWord {
  if (camera === 'denied' || microphone === 'denied') return 'denied';
  if (camera === 'missing' && microphone === 'missing') return 'neither';
  if (microphone === 'missing') return 'noMicrophone';
  if (camera === 'missing') return 'noCamera';
  if (microphone === 'silent') return 'noSound';
  return camera === 'dark' ? 'noPicture' : 'good';
}

/** A glance that turns no camera on: what is plugged in, and whether the browser allows it. */
async function glance(): Promise<DeviceWord> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return 'insecure';
  const permissions = await Promise.all([permission('camera'), permission('microphone')]);
  if (permissions.includes('denied')) return 'denied';
  const found = await devices.enumerateDevices();
  const camera = found.some(({ kind }) => kind === 'videoinput');
  const microphone = found.some(({ kind }) => kind === 'audioinput');
  if (!camera || !microphone) {
    return wordOfCheck({ camera: camera ? 'ok' : 'missing', microphone: microphone ? 'ok' : 'missing' });
  }
  return permissions.includes('prompt') ? 'unasked' : 'good';
}

/** Firefox does not know these names; what it cannot say is taken as allowed. */
async function permission(name: 'camera' | 'microphone'): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch {
    return 'granted';
  }
}

/** State of camera and microphone, kept up as they are plugged in and out, and a thorough check on request. */
export function useDeviceLamp(): { word: DeviceWord; test: () => void } {
  const [word, setWord] = useState<DeviceWord>('checking');

  useEffect(() => {
    let shown = true;
    const look = () => void glance().then((next) => shown && setWord(next));
    look();
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    devices?.addEventListener('devicechange', look);
    return () => {
      shown = false;
      devices?.removeEventListener('devicechange', look);
    };
  }, []);

  const test = useCallback(() => {
    setWord('checking');
    void checkDevices().then((check) => setWord(wordOfCheck(check)));
  }, []);

  return { word, test };
}
