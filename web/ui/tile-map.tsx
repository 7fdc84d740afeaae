// Towns as tiles: name, per cent, and at the edge a bar as high as their progress; a crimson edge
// where they are late. It is no map: the tiles stand in the order they are given.

import type { ReactNode } from 'react';
import styles from './tile-map.module.css';

export type Tile = {
  readonly key: string;
  readonly name: string;
  /** In per cent, of what is to be done; undefined where nothing is. */
  readonly percent: number | undefined;
  readonly provenPercent: number;
  readonly isLate: boolean;
};

export function TileMap(props: {
  label: string;
  tiles: readonly Tile[];
  link: (tile: Tile, content: ReactNode) => ReactNode;
}) {
  return (
    <ul className={styles.map} aria-label={props.label}>
      {props.tiles.map((tile) => (
        <li key={tile.key} className={tile.isLate ? styles.late : styles.tile}>
          {props.link(
            tile,
            <>
              <span className={styles.name}>{tile.name}</span>
              <span className={styles.percent}>
                {tile.percent === undefined ? '–' : `${tile.percent}%`}
              </span>
            </>,
          )}
          <span className={styles.bar} aria-hidden="true">
            <span className={styles.done} style={{ height: `${capped(tile.percent ?? 0)}%` }} />
            <span className={styles.proven} style={{ height: `${capped(tile.provenPercent)}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

const capped = (percent: number) => Math.min(100, Math.max(0, percent));
