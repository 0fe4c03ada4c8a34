import { useEffect, useState } from 'react';

/** Whether the browser forbids camera or microphone. A browser that does not say is taken to allow them. */
export function useDenied(): boolean {
  const [denied, setDenied] = useState(false);
  useEffect(() => {
    const asked: PermissionStatus[] = [];
    let left = false;
    const look = () => setDenied(asked.some(({ state }) => state === 'denied'));
    const ask = async (name: 'camera' | 'microphone') => {
      try {
        const status = await navigator.permissions.query({ name });
        if (left) return;
        asked.push(status);
        status.addEventListener('change', look);
        look();
      } catch {
        // Some browsers do not know these names.
        return;
      }
    };
    void ask('camera');
    void ask('microphone');
    return () => {
      left = true;
      for (const status of asked) status.removeEventListener('change', look);
    };
  }, []);
  return denied;
}
