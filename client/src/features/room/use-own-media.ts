import { useEffect, useState } from 'react';
import { initialSnapshot, type LocalState } from '../../rtc/call-snapshot';
import { LocalDevices } from '../../rtc/local-devices';

const nothing = initialSnapshot.local;

/** The person's own picture while no call shows it yet. Closed as soon as `wanted` ends. */
export function useOwnMedia(wanted: boolean): LocalState {
  const [own, setOwn] = useState<LocalState>(nothing);
  useEffect(() => {
    if (!wanted) return;
    const devices = new LocalDevices((local) => setOwn({ ...nothing, ...local }));
    void devices.open();
    return () => devices.close();
  }, [wanted]);
  return own;
}
