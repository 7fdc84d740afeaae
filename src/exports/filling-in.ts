// How each column of a ledger is filled in, in both languages: for the page of instructions and the
// comments on the headings of a template.

import type { Text } from '../core/text.ts';
import type { ColumnKey } from '../households/import/columns.ts';

export const fillingIn: Readonly<Record<ColumnKey, Text>> = {
  town: { zh: '从下拉列表选，可空。', en: 'From the list; may stay empty.' },
  village: { zh: '从下拉列表选。', en: 'From the list.' },
  group: {
    zh: '如3组、四队，或庄点名；没有列出的可以直接写。',
    en: 'Such as 3组, 四队 or the name of a hamlet; one not listed may be typed.',
  },
  headName: { zh: '户主姓名，与身份证一致。', en: 'The head of the household, as on the ID card.' },
  idNumber: {
    zh: '18位身份证号，按文本填写，末位X大写。',
    en: 'The ID number of 18 characters, as text, X in capitals.',
  },
  phone: { zh: '一个手机号或固定电话。', en: 'One mobile or landline number.' },
  people: { zh: '1至30的整数。', en: 'A whole number from 1 to 30.' },
  category: { zh: '从下拉列表选；空着按一般户。', en: 'From the list; empty means 一般户.' },
  isResident: { zh: '是或否。', en: '是 (yes) or 否 (no).' },
  address: { zh: '门牌号或安装地址。', en: 'House number, or where it is installed.' },
  houseType: { zh: '从下拉列表选。', en: 'From the list.' },
  structure: { zh: '从下拉列表选。', en: 'From the list.' },
  builtYear: { zh: '四位年份，如1998。', en: 'Four digits, such as 1998.' },
  floorAreaM2: {
    zh: '平方米，只写数字，不超过1000。',
    en: 'Square metres, digits only, at most 1000.',
  },
  heatedAreaM2: {
    zh: '平方米，只写数字，不大于建筑面积。',
    en: 'Square metres, digits only, not above the floor area.',
  },
  priorHeating: { zh: '如燃煤炉、土炕。', en: 'Such as 燃煤炉, 土炕.' },
  coalKgPerYear: { zh: '公斤，一年的用煤量。', en: 'Kilograms of coal a year.' },
  works: { zh: '热源、保温或两者；空着按热源。', en: '热源, 保温 or 两者; empty means 热源.' },
  method: { zh: '从下拉列表选，与村组确定的一致。', en: 'From the list, as the group decided.' },
  year: { zh: '从下拉列表选。', en: 'From the list.' },
  enterprise: {
    zh: '登记的企业名称或统一社会信用代码。',
    en: 'Its registered name or unified credit code.',
  },
  equipmentYuan: { zh: '元，只写数字。', en: 'Yuan, digits only.' },
  constructionYuan: { zh: '元，只写数字。', en: 'Yuan, digits only.' },
  costYuan: { zh: '元，合同总价。', en: 'Yuan, the price of the contract.' },
  selfRaisedYuan: { zh: '元，农户自己出的。', en: 'Yuan, what the household paid itself.' },
  installedOn: { zh: '如2022-11-05。', en: 'Such as 2022-11-05.' },
  acceptedOn: {
    zh: '如2022-11-20，不早于安装日期。',
    en: 'Such as 2022-11-20, not before it was installed.',
  },
  acceptance: { zh: '合格或不合格；未验收空着。', en: '合格 or 不合格; empty before that.' },
  accountNumber: {
    zh: '一卡通账号，按文本填写。',
    en: 'The account of the subsidy card, as text.',
  },
  accountHolder: { zh: '空着按户主。', en: 'Empty means the head of the household.' },
  note: { zh: '其他要说明的。', en: 'Anything else.' },
};
