// Refusals about works in the house: devices, layers, windows, the old stove, self-checks. The
// mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const gateEntries = {
  'works.no-contract': {
    status: 409,
    zh: '该户没有已签订的合同，不能施工。',
    en: 'No signed contract covers this case, so nothing may be built.',
    next: { zh: '请先签订合同并把该户列入。', en: 'Sign a contract that covers it first.' },
  },
  'works.no-design': {
    status: 409,
    zh: '合同 {number} 没有登记可研或初步设计的批复文号，不能施工。',
    en: 'The contract {number} names no approval of the design, so nothing may be built.',
    next: { zh: '请在合同上补登批复文号。', en: 'Record the approval on the contract.' },
  },
  'works.insulation-only': {
    status: 409,
    zh: '只有保温改造才登记门窗和隐蔽工序。',
    en: 'Only insulation has layers and windows to record.',
    next: { zh: '请在保温改造事项中办理。', en: 'Do it on the insulation case.' },
  },
  'works.windows-unknown': {
    status: 409,
    zh: '还没有登记门窗情况，不能做外墙保温。',
    en: 'The windows and doors have not been looked at, so the walls have to wait.',
    next: { zh: '请先登记门窗情况。', en: 'Record the windows and doors first.' },
  },
  'works.windows-bad': {
    status: 409,
    zh: '门窗不合理或破损，还没有更换，不能做外墙保温。',
    en: 'Bad windows or doors are not replaced yet, so the walls have to wait.',
    next: { zh: '请先更换门窗并登记。', en: 'Replace them, record it, then go on.' },
  },
  'works.walls-begun': {
    status: 409,
    zh: '外墙保温已经开始，不能再改门窗结论。',
    en: 'The walls are begun; the finding on the windows stands.',
    next: { zh: '门窗有问题的，请在验收时提出。', en: 'Raise what is wrong at the acceptance.' },
  },
  'works.layer-missing': {
    status: 409,
    zh: '前道工序“{layerZh}”还没有验收，不能继续。',
    en: 'What lies below is not proven yet: {layerEn}.',
    next: { zh: '请先验收前道工序。', en: 'Prove the layer below first.' },
  },
  'works.layer-proven': {
    status: 409,
    zh: '“{layerZh}”已经验收登记。',
    en: 'This layer is proven already: {layerEn}.',
    next: { zh: '请登记下一道工序。', en: 'Go on with the next layer.' },
  },
  'works.layer-unproven': {
    status: 422,
    zh: '“{layerZh}”没有照片，不能算已验收。',
    en: 'Without a photo this layer is not proven: {layerEn}.',
    next: { zh: '请上传这道工序的照片。', en: 'Add a photo of it.' },
  },
  'works.old-stove-first': {
    status: 409,
    zh: '新取暖设备还没有通过调试，不能拆除、封存或回收旧炉。',
    en: 'The new heating has not shown that it works, so the old stove stays.',
    next: {
      zh: '请先调试到室温达标；旧炉暂登记为“暂留备用”。',
      en: 'Get the house warm first; until then the stove is kept as a backup.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const installEntries = {
  'works.rules-outdated': {
    status: 409,
    zh: '该户的取暖方式刚刚有变动。',
    en: 'The method of this case has just changed.',
    next: { zh: '请刷新后重新登记。', en: 'Reload and try again.' },
  },
  'works.not-for-insulation': {
    status: 422,
    zh: '保温改造不登记取暖设备、调试和旧炉。',
    en: 'Insulation has no heating devices, no commissioning and no old stove.',
    next: { zh: '请去掉这些内容。', en: 'Leave these out.' },
  },
  'works.commissioning-missing': {
    status: 422,
    zh: '热源改造须登记调试结果和旧炉去向。',
    en: 'Heating works need their commissioning and what became of the old stove.',
    next: { zh: '请填写调试温度和旧炉去向。', en: 'Add both.' },
  },
  'works.commissioning-day': {
    status: 422,
    zh: '调试日期 {startedOn} 不在 {from} 至 {until} 之间。',
    en: 'The commissioning day {startedOn} is not between {from} and {until}.',
    next: {
      zh: '调试须在上一步之后、不晚于登记之日。',
      en: 'It lies after the step before and not after this act.',
    },
  },
  'works.commissioning-short': {
    status: 409,
    zh: '调试运行 {hours} 小时，不足 {hoursMin} 小时。',
    en: 'The new heating ran {hours} hours, less than the {hoursMin} required.',
    next: { zh: '请运行足够时间后再测温登记。', en: 'Let it run, then measure again.' },
  },
  'works.kind-unknown': {
    status: 422,
    zh: '该户的取暖方式里没有“{kind}”这种设备。',
    en: 'The method of this house has no device of the kind {kind}.',
    next: { zh: '请从这些中选择：{kinds}。', en: 'Choose one of: {kinds}.' },
  },
  'works.devices-missing': {
    status: 409,
    zh: '设备不齐，还缺：{listZh}。',
    en: 'The house still lacks: {listEn}.',
    next: { zh: '请把设备装齐再登记。', en: 'Install all of them first.' },
  },
  'works.devices-few': {
    status: 409,
    zh: '只登记了 {count} 台设备，规定每户不少于 {countMin} 台。',
    en: 'The devices given are {count}; each house has at least {countMin}.',
    next: { zh: '请把设备装齐再登记。', en: 'Install all of them first.' },
  },
  'works.serial-missing': {
    status: 422,
    zh: '设备“{kind}”没有填写序列号。',
    en: 'The device {kind} has no serial number.',
    next: { zh: '请照铭牌填写。', en: 'Copy it from the nameplate.' },
  },
  'works.serial-twice': {
    status: 422,
    zh: '序列号“{serial}”与“{other}”是同一个号，在一次登记里出现了两次。',
    en: 'The serial numbers {serial} and {other} are one, given twice.',
    next: { zh: '请对照两台设备的铭牌。', en: 'Compare both nameplates.' },
  },
  'works.serial-taken': {
    status: 409,
    zh: '序列号“{serial}”已登记在{village}{name}家（登记为“{other}”）。',
    en: 'The serial number {serial} stands in the house of {name}, {village} (as {other}).',
    next: {
      zh: '请对照铭牌；同一台设备不能装在两户。',
      en: 'Compare the nameplates: one device cannot stand in two houses.',
    },
  },
  'works.serial-shared': {
    status: 409,
    zh: '序列号“{serial}”在这次登记里已用于另一户（写作“{other}”）。',
    en: 'The serial number {serial} is given for another house in this request (as {other}).',
    next: {
      zh: '请对照铭牌；同一台设备不能装在两户。',
      en: 'Compare the nameplates: one device cannot stand in two houses.',
    },
  },
  'works.heat-power-missing': {
    status: 422,
    zh: '设备“{kind}”没有填写额定热功率。',
    en: 'The device {kind} has no rated heat power.',
    next: { zh: '请照铭牌填写额定热功率（千瓦）。', en: 'Copy it from the nameplate, in kW.' },
  },
  'works.heat-power-low': {
    status: 409,
    zh: '额定热功率 {kw} 千瓦，规定应大于 {aboveKw} 千瓦。',
    en: 'Its rated heat power is {kw} kW; more than {aboveKw} kW is required.',
    next: { zh: '请换用符合规定的设备。', en: 'Install one that complies.' },
  },
  'works.photos-missing': {
    status: 422,
    zh: '缺少必备照片：{listZh}。',
    en: 'Compulsory photos are missing: {listEn}.',
    next: { zh: '请补拍后再登记。', en: 'Take them, then record the installation.' },
  },
  'works.receipt-missing': {
    status: 422,
    zh: '旧炉登记为“已回收”，但没有回收单。',
    en: 'The old stove is recorded as recycled without a receipt.',
    next: { zh: '请上传回收单。', en: 'Add the receipt.' },
  },
  'works.stove-out': {
    status: 409,
    zh: '旧炉已登记为{fateZh}。',
    en: 'The old stove is on record already as {fateEn}.',
    next: { zh: '登记有误的，请在验收时提出。', en: 'Raise a mistake at the acceptance.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const checkEntries = {
  'works.self-check-incomplete': {
    status: 422,
    zh: '自检还缺这些项目：{listZh}。',
    en: 'Points not yet checked: {listEn}.',
    next: { zh: '请逐项检查后再登记。', en: 'Check each of them.' },
  },
  'works.self-check-failed': {
    status: 409,
    zh: '自检不合格：{listZh}。',
    en: 'Points that failed: {listEn}.',
    next: { zh: '请整改到全部合格，再登记自检。', en: 'Mend them, then check again.' },
  },
  'works.self-check-day': {
    status: 422,
    zh: '自检日期 {checkedOn} 不在 {from} 至 {until} 之间。',
    en: 'The day of the check, {checkedOn}, is not between {from} and {until}.',
    next: {
      zh: '自检须在安装或整改之后、登记之日以前。',
      en: 'It lies after the installation or the failed check, and not after this act.',
    },
  },
  'works.not-found': {
    status: 404,
    zh: '没有这个改造事项，或不在您的管辖范围内。',
    en: 'There is no such case in your places.',
    next: { zh: '请从台账列表中打开。', en: 'Open it from the list.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const worksErrors = {
  ...gateEntries,
  ...installEntries,
  ...checkEntries,
} as const satisfies Record<string, ErrorEntry>;
