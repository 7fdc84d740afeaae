// The keys that lead to pages: g, then a letter within a second.

import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { usePages } from './pages.ts';
import { isTyping } from './search.tsx';

const secondKeyWithinMs = 1000;

export function useGoKeys(): void {
  const pages = usePages();
  const navigate = useNavigate();
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const isSecond = event.timeStamp - pressedAt.current < secondKeyWithinMs;
      pressedAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const page = isSecond ? pages.find(({ key }) => key === event.key) : undefined;
      if (!page) return;
      event.preventDefault();
      void navigate({ to: page.to });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
