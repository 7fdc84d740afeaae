// The names of figures that programmes keep by a short id (`households`, `envelope-area`). A
// programme may use ids of its own; those are shown as they are written.

import { useTranslation } from 'react-i18next';
import zh from './zh/figures.json' with { type: 'json' };

type FigureId = keyof typeof zh;

const isKnown = (id: string): id is FigureId => Object.hasOwn(zh, id);

export function useFigureName(): (id: string) => string {
  const { t } = useTranslation('figures');
  return (id) => (isKnown(id) ? t(id) : id.replaceAll('-', ' '));
}
