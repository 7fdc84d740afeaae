// The towns as tiles, one look for all of them.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { TileMap } from '../../ui/tile-map.tsx';
import styles from './overview.module.css';
import { percentOf, type Progress } from './read.ts';
import { isLate } from './town-bars.tsx';
import { useTownName } from './use-overview.ts';

export function TownTiles(props: { progress: readonly Progress[]; year: number | undefined }) {
  const { t } = useTranslation('district');
  const townName = useTownName();
  const filters = props.year === undefined ? {} : { year: String(props.year) };
  const tiles = props.progress
    .toSorted((left, right) => left.key.localeCompare(right.key))
    .map((one) => ({
      key: one.key,
      name: townName(one.key),
      percent: one.target > 0 ? percentOf(one.installed, one.target) : undefined,
      provenPercent: percentOf(one.proven, one.target),
      isLate: isLate(one),
    }));
  return (
    <SheetSection title={t('tiles')} aside={t('tiles.note')}>
      <TileMap
        label={t('tiles')}
        tiles={tiles}
        link={(tile, content) => (
          <Link to={paths.ledger({ under: tile.key, ...filters })}>{content}</Link>
        )}
      />
      <p className={styles.legend}>
        {t('tiles.bar')}
        <span>
          <i className={styles.provenFill} /> {t('legend.proven')}
        </span>
        <span>
          <i className={styles.progFill} /> {t('legend.installed')}
        </span>
      </p>
    </SheetSection>
  );
}
