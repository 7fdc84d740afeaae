// The notice as printed, on paper colour: clauses in the margin, every figure underlined and open
// to a click. It knows neither addresses nor data: marks come in, a chosen mark goes out.

import { memo, useEffect, useMemo, useRef } from 'react';
import type { ClauseSpan } from '../../src/rules/types.ts';
import { noticeBlocks, pieces, type Block, type Line, type Piece } from './notice-blocks.ts';
import type { MarkKind, NoticeMark } from './notice-marks.ts';
import css from './notice.module.css';

export type NoticeTarget = (
  | { readonly type: 'clause'; readonly id: string }
  | { readonly type: 'marks'; readonly ids: readonly string[] }
) & {
  /** The pane in sight: when the text comes into sight, the target is looked for again. */
  readonly pane?: string | undefined;
};

type Props = {
  readonly text: string;
  readonly clauses: readonly ClauseSpan[];
  readonly marks: readonly NoticeMark[];
  /** What is lit and scrolled to; a new object scrolls again. */
  readonly target: NoticeTarget | undefined;
  /** Words for each kind of mark, read out with it. */
  readonly kindNames: Readonly<Record<MarkKind, string>>;
  readonly label: string;
  readonly onSelectMark: (markId: string) => void;
  readonly onSelectClause?: (clauseId: string) => void;
  readonly onSelectDecision: (decisionId: string) => void;
};

export function NoticeText(props: Props) {
  const { text, clauses, marks, target, onSelectMark, onSelectDecision, onSelectClause } = props;
  const root = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => noticeBlocks(text, clauses), [text, clauses]);
  const lit = useMemo(() => new Set(target?.type === 'marks' ? target.ids : []), [target]);
  const litClause =
    target?.type === 'clause' ? clauses.find((it) => it.id === target.id) : undefined;

  useEffect(() => {
    if (target && root.current) scrollToTarget(root.current, target);
  }, [target]);

  // One listener for some six hundred marks; the marks themselves are links.
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onClick = (event: MouseEvent) => {
      const found = (event.target as Element).closest<HTMLElement>('[data-do]');
      if (!found) return;
      event.preventDefault();
      const id = found.dataset['id'] ?? '';
      if (found.dataset['do'] === 'decision') onSelectDecision(id);
      else if (found.dataset['do'] === 'clause') onSelectClause?.(id);
      else onSelectMark(id);
    };
    element.addEventListener('click', onClick);
    element.addEventListener('keydown', moveBetweenMarks);
    return () => {
      element.removeEventListener('click', onClick);
      element.removeEventListener('keydown', moveBetweenMarks);
    };
  }, [onSelectMark, onSelectClause, onSelectDecision]);

  return (
    <div
      ref={root}
      className={css['paper']}
      lang="zh-CN"
      role="region"
      tabIndex={0}
      aria-label={props.label}
    >
      {blocks.map((block) => (
        <BlockView
          key={block.line.start}
          block={block}
          text={text}
          marks={marks}
          lit={litIn(block.line, marks, lit)}
          isLitClause={
            litClause !== undefined &&
            block.line.start >= litClause.start &&
            block.line.start < litClause.end
          }
          kindNames={props.kindNames}
        />
      ))}
    </div>
  );
}

/** Only a block whose own lit marks change is drawn again: the key is the ids as one string. */
function litIn(line: Line, marks: readonly NoticeMark[], lit: ReadonlySet<string>): string {
  if (lit.size === 0) return '';
  return marks
    .filter((mark) => mark.start < line.end && mark.end > line.start && lit.has(mark.id))
    .map((mark) => mark.id)
    .join('\n');
}

type BlockProps = {
  readonly block: Block;
  readonly text: string;
  readonly marks: readonly NoticeMark[];
  readonly lit: string;
  readonly isLitClause: boolean;
  readonly kindNames: Readonly<Record<MarkKind, string>>;
};

const BlockView = memo(function BlockView(props: BlockProps) {
  const { block, text, marks, isLitClause, kindNames } = props;
  const lit = new Set(props.lit.split('\n'));
  const piecesOf = (line: Line) =>
    pieces(text, line, marks).map((piece) => (
      <PieceView key={piece.start} piece={piece} lit={lit} kindNames={kindNames} />
    ));
  const role = block.type === 'paragraph' ? block.role : 'text';
  const name = `${css['block']} ${css[role] ?? ''} ${isLitClause ? css['litClause'] : ''}`;
  return (
    <div className={name} data-clauses={block.clauses.map((clause) => clause.id).join('\n')}>
      <div className={css['margin']}>
        {block.clauses.map((clause) => (
          <button key={clause.id} type="button" tabIndex={-1} data-do="clause" data-id={clause.id}>
            {clause.id}
          </button>
        ))}
      </div>
      {block.type === 'paragraph' ? (
        <p>{piecesOf(block.line)}</p>
      ) : (
        <table>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={row[0]?.start ?? at}>
                {row.map((cell) => {
                  const Cell = at === 0 ? 'th' : 'td';
                  return <Cell key={cell.start}>{piecesOf(cell)}</Cell>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
});

type PieceProps = {
  readonly piece: Piece;
  readonly lit: ReadonlySet<string>;
  readonly kindNames: Readonly<Record<MarkKind, string>>;
};

function PieceView({ piece, lit, kindNames }: PieceProps) {
  // The shortest mark is the one meant: a number inside a longer quoted sentence.
  const [mark] = [...piece.marks].sort((a, b) => a.end - a.start - (b.end - b.start));
  if (!mark || !piece.kind) return piece.text;
  const isLit = piece.marks.some((it) => lit.has(it.id));
  return (
    <>
      <a
        href={`#${encodeURIComponent(mark.id)}`}
        data-do="mark"
        data-id={mark.id}
        data-marks={piece.marks.map((it) => it.id).join('\n')}
        data-kind={piece.kind}
        className={`${css['mark']} ${css[piece.kind]} ${isLit ? css['lit'] : ''}`}
        tabIndex={-1}
        aria-current={isLit ? 'true' : undefined}
        title={kindNames[piece.kind]}
      >
        {piece.text}
      </a>
      {piece.decisions.map((id) => (
        <sup key={id} className={css[piece.kind ?? 'open']}>
          <button type="button" tabIndex={-1} data-do="decision" data-id={id}>
            {id}
          </button>
        </sup>
      ))}
    </>
  );
}

/**
 * The text is one stop for Tab; inside it ← and → go from figure to figure, beginning with the
 * first one on the screen, and Enter opens it.
 */
function moveBetweenMarks(this: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const all = [...this.querySelectorAll<HTMLElement>('a[data-do="mark"]')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const seen = () => all.find((mark) => mark.getBoundingClientRect().top >= 120);
  const next = at < 0 ? seen() : all[at + (event.key === 'ArrowRight' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function scrollToTarget(root: HTMLElement, target: NoticeTarget): void {
  const wanted =
    target.type === 'clause'
      ? [...root.querySelectorAll<HTMLElement>('[data-clauses]')].find((element) =>
          element.dataset['clauses']?.split('\n').includes(target.id),
        )
      : [...root.querySelectorAll<HTMLElement>('[data-marks]')].find((element) =>
          element.dataset['marks']?.split('\n').some((id) => target.ids.includes(id)),
        );
  if (!wanted) return;
  const scroller = scrollerOf(root);
  const box = scroller.getBoundingClientRect();
  const place = wanted.getBoundingClientRect();
  const isPage = scroller === document.documentElement;
  const top = isPage ? 0 : box.top;
  const height = isPage ? window.innerHeight : box.height;
  const share = target.type === 'clause' ? 0.06 : 0.3;
  const isSeen = place.top >= top + 40 && place.bottom <= top + height - 40;
  if (target.type === 'marks' && isSeen) return;
  scroller.scrollBy({ top: place.top - top - height * share, behavior: 'instant' });
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) {
      return at;
    }
  }
  return document.documentElement;
}
