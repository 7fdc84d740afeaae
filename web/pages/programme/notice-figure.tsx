// One figure of the notice, opened by a click: its value, where it stands in the text and in the
// programme folder, and every relation it takes part in.

import { useTranslation } from 'react-i18next';
import type { FigureAt, ProgrammeView } from '../../../src/rules/types.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { VerdictGlyph } from '../../ui/notice-verdict.tsx';
import { quantity } from '../../ui/quantity.ts';
import { dayInWords } from '../../ui/day.ts';
import { useSetFilters } from '../use-filter.ts';
import css from './notice-page.module.css';
import { groupOf } from './reconciliation-findings.ts';
import { useGroupNames } from './reconciliation-words.ts';

export function FigureDetail({ view, address }: { view: ProgrammeView; address: string }) {
  const { t } = useTranslation('notice');
  const change = useSetFilters();
  const figure = view.figures.find((it) => it.address === address);
  const lines = view.report.lines.filter((line) => line.figures.includes(address));
  return (
    <section className={`${css['detail']} ${css['figure']}`} aria-label={t('figureTitle')}>
      <div className={css['detailHead']}>
        <h2>{t('figureTitle')}</h2>
        <button
          type="button"
          className={css['close']}
          onClick={() => change({ figure: undefined })}
        >
          {t('close')}
        </button>
      </div>
      {figure ? <FigureFacts figure={figure} /> : <p>{t('figureUnknown', { address })}</p>}
      <h3>{t('relations', { count: lines.length })}</h3>
      {lines.length === 0 && <p className="note">{t('noRelations')}</p>}
      <ul>
        {lines.map((line) => (
          <RelationRow key={line.id} line={line} onOpen={() => change({ line: line.id })} />
        ))}
      </ul>
    </section>
  );
}

function FigureFacts({ figure }: { figure: FigureAt }) {
  const { t } = useTranslation('notice');
  const language = useLanguage();
  const { value, unit } =
    figure.type === 'date'
      ? { value: dayInWords(figure.written, language), unit: '' }
      : quantity(figure.written, figure.unit, language);
  return (
    <>
      <p className={css['value']}>
        {value} <span>{unit}</span> <ClauseChip clause={figure.clause} />{' '}
        <DecisionChip decision={figure.decision} />
      </p>
      <dl className={css['facts']}>
        {figure.printed !== undefined && (
          <>
            <dt>{t('printed')}</dt>
            <dd>{dayInWords(figure.printed, language)}</dd>
          </>
        )}
        {figure.quote !== undefined && (
          <>
            <dt>{t('quote')}</dt>
            <dd lang="zh-CN">{figure.quote}</dd>
          </>
        )}
        {figure.type === 'number' && (
          <>
            <dt>{t('asWritten')}</dt>
            <dd>
              {figure.written} {figure.unit}
            </dd>
          </>
        )}
        <dt>{t('address')}</dt>
        <dd className={css['code']}>{figure.address}</dd>
        <dt>{t('file')}</dt>
        <dd className={css['code']}>{t('fileLine', { file: figure.file, line: figure.line })}</dd>
        {figure.sourceTag && (
          <>
            <dt>{t('source')}</dt>
            <dd>{figure.sourceTag === 'R' ? t('toVerify') : figure.sourceTag}</dd>
          </>
        )}
      </dl>
    </>
  );
}

type RowProps = {
  readonly line: ProgrammeView['report']['lines'][number];
  readonly onOpen: () => void;
};

function RelationRow({ line, onOpen }: RowProps) {
  const text = useText();
  const names = useGroupNames();
  const group = groupOf(line);
  return (
    <li className={css['relation']}>
      <VerdictGlyph kind={group} label={names[group]} />
      <div>
        <button type="button" className={css['link']} onClick={onOpen}>
          {line.id} {text(line.title)}
        </button>
        {text(line.stated) !== '-' && <span className="note"> {text(line.stated)}</span>}
        {text(line.computed) !== '-' && <span className="note"> → {text(line.computed)}</span>}
      </div>
    </li>
  );
}
