// Leads on to another address, once. The router's own Navigate starts again at every drawing,
// which never ends while the page it leads to is still being fetched.

import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

export function Redirect({ to }: { to: string }) {
  const router = useRouter();
  const isStarted = useRef(false);
  useEffect(() => {
    if (isStarted.current) return;
    isStarted.current = true;
    void router.navigate({ href: to, replace: true });
  }, [router, to]);
  return null;
}
