// A page as a printed bulletin: head, one sentence with figures, then sections parted by hairlines.

import { useId, type CSSProperties, type ReactNode } from 'react';
import styles from './sheet.module.css';

/** The head of a page, 56 high: title, what it covers, at most one primary button. */
export function PageHead(props: {
  title: ReactNode;
  subtitle?: ReactNode;
  /** Sits beside the title: a choice of year, of view. */
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={styles.head}>
      <h1>{props.title}</h1>
      {props.subtitle && <span className={styles.subtitle}>{props.subtitle}</span>}
      {props.children}
      {props.actions && <div className={`${styles.actions} no-print`}>{props.actions}</div>}
    </header>
  );
}

export function Sheet({ children }: { children: ReactNode }) {
  return <div className={styles.sheet}>{children}</div>;
}

/** The plain sentence a page opens with, and its figures. */
export function Lead(props: { sentence: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.lead}>
      <p className={styles.sentence}>{props.sentence}</p>
      {props.children}
    </div>
  );
}

export function SheetSection(props: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id}>{props.title}</h2>
        {props.aside && <div className={styles.aside}>{props.aside}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** Sections side by side on a wide screen, one below the other on a narrow one. */
export function Columns({ count = 2, children }: { count?: number; children: ReactNode }) {
  const style = { '--column-count': count } as CSSProperties;
  return (
    <div className={styles.columns} style={style}>
      {children}
    </div>
  );
}
