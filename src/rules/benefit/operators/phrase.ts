// How one operator speaks of another in its sentence (`按 80% 计`). Falls back to plain words.

import type { Text } from '../../../core/text.ts';
import type { Operator } from '../../schema/benefit.ts';
import { figureText } from '../figures.ts';

/** How an amount is counted: `按 80% 计` (a space only beside figures), `so at 80%`, `不补助`. */
export function counted(node: Operator): Text {
  if (node.op === 'nothing' && !node.name) return { zh: '不补助', en: 'so no aid' };
  const { zh, en } = phraseOf(node);
  return { zh: /^[\x21-\x7e]/.test(zh) ? `按 ${zh} 计` : `按${zh}计`, en: `so at ${en}` };
}

/** The short name of an amount: its own name, its rate, or the words for its kind. */
function phraseOf(node: Operator): Text {
  if (node.name) return node.name;
  switch (node.op) {
    case 'percent':
    case 'per-unit':
      return figureText(node.rate);
    case 'fixed': {
      const text = figureText(node.amount);
      return { zh: `定额 ${text.zh}`, en: `the fixed ${text.en}` };
    }
    case 'actual':
      return { zh: '实际金额', en: 'the actual amount' };
    case 'sum':
      return { zh: '各项之和', en: 'the sum of its parts' };
    case 'greatest':
      return { zh: '就高', en: 'the greatest' };
    case 'slices':
      return { zh: '分段累进', en: 'the rate of each slice' };
    default:
      return { zh: '相应标准', en: 'the standard for it' };
  }
}
